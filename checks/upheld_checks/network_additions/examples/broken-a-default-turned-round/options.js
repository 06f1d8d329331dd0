import { program } from "commander";

program.option("--transport <kind>", "how it speaks", "http");
export const options = program.parse().opts();
