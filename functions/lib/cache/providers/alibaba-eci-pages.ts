import type { Page } from "./source.ts";

/** The pages by the names that the row cites them by. */
export type EciPages = Readonly<
  Record<
    | "useCache"
    | "ackCache"
    | "podAnnotations"
    | "overview"
    | "manage"
    | "crd"
    | "crdApi"
    | "cacheAnnotations"
    | "schedule"
    | "vnode"
    | "burst"
    | "profile"
    | "priority"
    | "dataCache"
    | "registries",
    Page
  >
>;

/** The pages of Alibaba Cloud that the row cites. */
export function eciPages(): EciPages {
  return {
    useCache: {
      url: "https://www.alibabacloud.com/help/en/elastic-container-instance/latest/use-imagecache",
      date: "2026-04-01",
    },
    ackCache: {
      url: "https://www.alibabacloud.com/help/doc-detail/273116.htm",
      date: "2026-06-18",
    },
    podAnnotations: {
      url: "https://www.alibabacloud.com/help/en/elastic-container-instance/latest/eci-pod-annotation",
      date: "2026-03-31",
    },
    overview: {
      url: "https://help.aliyun.com/zh/eci/user-guide/overview-of-image-caches-2",
      date: "2024-11-26",
    },
    manage: {
      url: "https://help.aliyun.com/zh/eci/user-guide/manage-image-caches-1",
      date: "2024-11-26",
    },
    crd: {
      url: "https://help.aliyun.com/zh/eci/user-guide/deploy-an-imagecache-crd",
      date: "2024-08-14",
    },
    crdApi: {
      url: "https://help.aliyun.com/zh/eci/user-guide/kubernetes-imagecache-api-2",
      date: "2022-12-27",
    },
    cacheAnnotations: {
      url: "https://help.aliyun.com/zh/eci/user-guide/annotations-that-can-be-added-to-create-an-image-cache",
      date: "2024-10-29",
    },
    schedule: {
      url: "https://help.aliyun.com/zh/eci/user-guide/schedule-pods-to-virtual-kubelet",
      date: null,
    },
    vnode: {
      url: "https://www.alibabacloud.com/help/doc-detail/363067.htm",
      date: "2024-02-19",
    },
    burst: {
      url: "https://www.alibabacloud.com/help/en/edas/use-cases/configure-virtual-nodes-for-a-kubernetes-application",
      date: null,
    },
    profile: {
      url: "https://help.aliyun.com/zh/eci/user-guide/configure-eci-profile-to-automatically-use-the-imagecache-feature-1",
      date: "2023-12-12",
    },
    priority: {
      url: "https://www.alibabacloud.com/help/en/ack/ack-managed-and-ack-dedicated/user-guide/configure-priority-based-resource-scheduling",
      date: "2026-03-26",
    },
    dataCache: {
      url: "https://help.aliyun.com/zh/eci/user-guide/create-a-pod-using-datacache",
      date: "2025-01-14",
    },
    registries: {
      url: "https://help.aliyun.com/zh/eci/user-guide/use-self-managed-image-repositories-1",
      date: "2024-01-19",
    },
  };
}
