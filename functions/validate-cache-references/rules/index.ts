import type { Rule } from "../rule.ts";
import ic001 from "./ic001-misplaced-annotation.ts";
import ic002 from "./ic002-non-string-value.ts";
import ic003 from "./ic003-invalid-boolean.ts";
import ic004 from "./ic004-unknown-key.ts";
import ic005 from "./ic005-legacy-key.ts";
import ic006 from "./ic006-both-generations.ts";
import ic007 from "./ic007-key-of-other-object.ts";
import ic008 from "./ic008-platform-key.ts";
import ic009 from "./ic009-two-providers.ts";
import ic010 from "./ic010-no-virtual-node.ts";
import ic011 from "./ic011-daemon-set.ts";
import ic101 from "./ic101-pin-not-in-inventory.ts";
import ic102 from "./ic102-placeholder-pin.ts";
import ic103 from "./ic103-wrong-identifier.ts";
import ic104 from "./ic104-pin-not-ready.ts";
import ic105 from "./ic105-pin-not-available.ts";
import ic106 from "./ic106-expiring-cache.ts";
import ic107 from "./ic107-cache-elsewhere.ts";
import ic108 from "./ic108-wrong-platform.ts";
import ic109 from "./ic109-uncovered-container.ts";
import ic110 from "./ic110-no-full-match.ts";
import ic111 from "./ic111-impossible-count.ts";
import ic112 from "./ic112-replaced-image-not-cached.ts";
import ic113 from "./ic113-mutable-tag.ts";
import ic114 from "./ic114-stale-digest.ts";
import ic115 from "./ic115-uncovered-helper.ts";
import ic116 from "./ic116-predicted-cache.ts";
import ic201 from "./ic201-pin-with-auto-match.ts";
import ic202 from "./ic202-pin-with-match-options.ts";
import ic203 from "./ic203-full-match-with-count.ts";
import ic204 from "./ic204-options-without-auto-match.ts";
import ic205 from "./ic205-reject-without-pin.ts";
import ic206 from "./ic206-unknown-value.ts";
import ic207 from "./ic207-pull-policy.ts";
import ic208 from "./ic208-cache-larger-than-storage.ts";
import ic301 from "./ic301-bad-image-list.ts";
import ic302 from "./ic302-bad-cache-size.ts";
import ic303 from "./ic303-bad-retention.ts";
import ic304 from "./ic304-stated-twice.ts";
import ic305 from "./ic305-bad-pull-secret.ts";
import ic306 from "./ic306-private-image-without-secret.ts";
import ic307 from "./ic307-two-addresses.ts";
import ic308 from "./ic308-address-settings.ts";
import ic309 from "./ic309-useless-registry.ts";
import ic310 from "./ic310-registry-listed-twice.ts";
import ic311 from "./ic311-no-egress.ts";
import ic312 from "./ic312-kept-forever.ts";
import ic313 from "./ic313-redundant-cache.ts";
import ic314 from "./ic314-too-many-caches.ts";
import ic315 from "./ic315-unknown-cache-kind.ts";
import ic316 from "./ic316-image-of-other-platform.ts";
import ic401 from "./ic401-stale-inventory.ts";
import ic402 from "./ic402-invalid-cache-entry.ts";
import ic403 from "./ic403-duplicate-cache.ts";
import ic501 from "./ic501-unused-suppression.ts";
import ic502 from "./ic502-unknown-suppression.ts";
import ir001 from "./ir001-malformed-replacement.ts";
import ir002 from "./ir002-duplicate-prefix.ts";
import ir003 from "./ir003-trailing-slash.ts";
import ir004 from "./ir004-no-change.ts";
import ir005 from "./ir005-invalid-name.ts";
import ir007 from "./ir007-not-a-prefix.ts";
import ir013 from "./ir013-no-pull-secret.ts";
import ir015 from "./ir015-replaced-twice.ts";
import ir016 from "./ir016-field-not-covered.ts";

/** Every rule, in the order of the table. The next one is a new file and a line here. */
export const RULES: readonly Rule[] = [
  ic001,
  ic002,
  ic003,
  ic004,
  ic005,
  ic006,
  ic007,
  ic008,
  ic009,
  ic010,
  ic011,
  ic101,
  ic102,
  ic103,
  ic104,
  ic105,
  ic106,
  ic107,
  ic108,
  ic109,
  ic110,
  ic111,
  ic112,
  ic113,
  ic114,
  ic115,
  ic116,
  ic201,
  ic202,
  ic203,
  ic204,
  ic205,
  ic206,
  ic207,
  ic208,
  ic301,
  ic302,
  ic303,
  ic304,
  ic305,
  ic306,
  ic307,
  ic308,
  ic309,
  ic310,
  ic311,
  ic312,
  ic313,
  ic314,
  ic315,
  ic316,
  ic401,
  ic402,
  ic403,
  ic501,
  ic502,
  ir001,
  ir002,
  ir003,
  ir004,
  ir005,
  ir007,
  ir013,
  ir015,
  ir016,
];
