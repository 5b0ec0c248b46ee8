import { run } from "../lib/krm/mod.ts";
import { definition } from "./function.ts";

await run(definition);
