import type { Page } from "./source.ts";

/** The pages by the names that the row cites them by. */
export type CciPages = Readonly<
  Record<
    | "useSnapshot"
    | "useSnapshotEnglish"
    | "useSnapshotBursting"
    | "useSnapshotFirst"
    | "createSnapshot"
    | "snapshotApi"
    | "snapshotOverview"
    | "burst"
    | "burstFirst"
    | "burstOverview"
    | "replacement"
    | "replacementRules"
    | "profile"
    | "annotations",
    Page
  >
>;

/** The pages of Huawei Cloud that the row cites. */
export function cciPages(): CciPages {
  return {
    useSnapshot: { url: "https://support.huaweicloud.com/usermanual-cci2/cci_01_0114.html", date: "2025-12-31" },
    useSnapshotEnglish: {
      url: "https://support.huaweicloud.com/intl/en-us/usermanual-cci2/cci_01_0114.html",
      date: "2025-11-21",
    },
    useSnapshotBursting: {
      url: "https://support.huaweicloud.com/usermanual-cci2/cci_01_0755.html",
      date: "2026-01-16",
    },
    useSnapshotFirst: { url: "https://support.huaweicloud.com/devg-cci/cci_05_1013.html", date: "2025-08-14" },
    createSnapshot: { url: "https://support.huaweicloud.com/usermanual-cci2/cci_01_0113.html", date: "2025-12-31" },
    snapshotApi: { url: "https://support.huaweicloud.com/api-cci2/createImageSnapshot.html", date: "2026-02-05" },
    snapshotOverview: { url: "https://support.huaweicloud.com/usermanual-cci2/cci_01_0112.html", date: null },
    burst: { url: "https://support.huaweicloud.com/intl/id-id/usermanual-cci2/cci_01_0026.html", date: "2025-08-12" },
    burstFirst: {
      url: "https://support.huaweicloud.com/intl/en-us/usermanual-cci/cci_01_0116.html",
      date: "2025-05-29",
    },
    burstOverview: { url: "https://support.huaweicloud.com/usermanual-cci2/cci_01_0024.html", date: "2025-12-24" },
    replacement: {
      url: "https://support.huaweicloud.com/intl/en-us/usermanual-cci2/cci_01_0028.html",
      date: "2025-08-12",
    },
    replacementRules: { url: "https://support.huaweicloud.com/bestpractice-cci/cci_04_0059.html", date: "2025-08-14" },
    profile: { url: "https://support.huaweicloud.com/intl/pt-br/usermanual-cci2/cci_01_0030.html", date: "2025-09-26" },
    annotations: {
      url: "https://support.huaweicloud.com/intl/tr-tr/usermanual-cci2/cci_01_0132.html",
      date: "2026-04-28",
    },
  };
}
