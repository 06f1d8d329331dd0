"""Options as the libraries of each language declare them, with their literal defaults."""

import pytest

from software import barring, go, javascript, only, python, rust, started, told
from upheld.exposure import Started

FLAG, VARIABLE, SUBCOMMAND = "flag", "environment variable", "subcommand"


@pytest.mark.parametrize(
    ("declared", "expected"),
    [
        ('parser.add_argument("--transport", "-t", default="stdio")', ("--transport", "stdio")),
        ('parser.add_argument("--transport", choices=["stdio", "http"])', ("--transport", None)),
        ('parser.add_argument("--kind", dest="transport", default="stdio")', ("--kind", "stdio")),
    ],
)
def test_argparse(declared: str, expected: tuple[str, str | None]) -> None:
    body = f"""
def main():
    parser = argparse.ArgumentParser()
    {declared}
    args = parser.parse_args()
    if args.transport == "http":
        listen()
"""

    assert barring(python(body)) == [(FLAG, *expected)]


def test_argparse_flags_without_a_value() -> None:
    body = """
        def main():
            parser = argparse.ArgumentParser()
            parser.add_argument("--http", action="store_true")
            parser.add_argument("--no-talk", dest="talk", action="store_false")
            args = parser.parse_args()
            if args.talk and args.http:
                listen()
    """

    assert (FLAG, "--http", "false") in barring(python(body))


def test_argparse_subcommands() -> None:
    body = """
        def main():
            parser = argparse.ArgumentParser()
            commands = parser.add_subparsers(dest="command")
            commands.add_parser("serve")
            if parser.parse_args().command == "serve":
                listen()
    """

    assert [kind for kind, _, _ in barring(python(body))] == [SUBCOMMAND]


def test_functions_of_argparse_subcommands() -> None:
    body = """
        def main():
            parser = argparse.ArgumentParser()
            serve = parser.add_subparsers().add_parser("serve")
            serve.set_defaults(run=listen)
            args = parser.parse_args()
            args.run()
    """

    assert barring(python(body)) == [(SUBCOMMAND, "serve", None)]


def test_click() -> None:
    body = """
        import click

        @click.command()
        @click.option("--transport", type=click.Choice(["stdio", "http"]), default="stdio", envvar="TRANSPORT")
        def main(transport):
            if transport != "stdio":
                listen()
    """

    assert barring(python(body)) == [(FLAG, "--transport", "stdio")]


def test_commands_of_a_click_group() -> None:
    body = """
        import click

        @click.group()
        def main():
            pass

        @main.command("http")
        def over_http():
            listen()

        @main.command()
        def talk():
            pass
    """

    assert barring(python(body)) == [(SUBCOMMAND, "http", None)]


def test_typer() -> None:
    body = """
        import typer

        app = typer.Typer()

        @app.command()
        def main(http: bool = False):
            if http:
                listen()
    """

    assert barring(python(body)) == [(FLAG, "--http", "false")]


def test_settings_of_pydantic_in_another_file() -> None:
    settings = """
        from pydantic_settings import BaseSettings

        class Settings(BaseSettings):
            transport: str = "stdio"

        settings = Settings()
    """
    body = "from config import settings\ndef main():\n    if settings.transport == 'http':\n        listen()\n"

    assert barring(python(body, config=settings)) == [(VARIABLE, "TRANSPORT", "stdio")]


def test_a_dataclass_of_settings_in_another_file() -> None:
    config = """
        from dataclasses import dataclass, field

        @dataclass
        class Config:
            dashboard: bool = True
            http: bool = field(default=False)
    """
    body = "from config import Config\ndef main():\n    config = Config()\n    if config.{}:\n        listen()\n"

    assert started(python(body.format("dashboard"), config=config)) is Started.DEFAULT
    assert barring(python(body.format("http"), config=config)) == [("condition", "config.http", "false")]


@pytest.mark.parametrize(
    ("declared", "asked"),
    [
        ("const argv = yargs(process.argv).option('transport', {default: 'stdio'}).parse();", "argv.transport"),
        ("program.option('--transport <kind>', 'what', 'stdio');\nconst opts = program.opts();", "opts.transport"),
        ("program.addOption(new Option('-t, --transport <kind>').default('stdio'));", "program.opts().transport"),
        (
            "const { values } = parseArgs({options: {transport: {type: 'string', default: 'stdio'}}});",
            "values.transport",
        ),
        (
            "const argv = minimist(process.argv, {string: ['transport'], default: {transport: 'stdio'}});",
            "argv.transport",
        ),
        ("const cli = meow('', {flags: {transport: {type: 'string', default: 'stdio'}}});", "cli.flags.transport"),
    ],
)
def test_parsers_of_javascript(declared: str, asked: str) -> None:
    assert barring(javascript(f"{declared}\nif ({asked} === 'http') listen();")) == [(FLAG, "--transport", "stdio")]


def test_flags_of_javascript_without_a_value() -> None:
    body = "program.option('--http', 'over HTTP');\nif (program.opts().http) listen();"

    assert barring(javascript(body)) == [(FLAG, "--http", "false")]


def test_negated_flags_of_commander_are_true_by_default() -> None:
    body = "program.option('--no-dashboard', 'none');\nif (program.opts().dashboard) listen();"

    assert started(javascript(body)) is Started.DEFAULT


@pytest.mark.parametrize(
    ("declared", "expected"),
    [
        ("program.command('http').action(() => { listen(); });", [(SUBCOMMAND, "http", None)]),
        ("program.command('http <port>').description('x').action(listen);", [(SUBCOMMAND, "http", None)]),
        ("program.command('http', {isDefault: true}).action(listen);", []),
        ("program.action(listen);", []),
        ("const http = program.command('http');\nhttp.action(listen);", [(SUBCOMMAND, "http", None)]),
        ("const s = new Command('http');\ns.action(listen);\nprogram.addCommand(s);", [(SUBCOMMAND, "http", None)]),
        ("yargs.command('http', 'over HTTP', () => {}, () => listen());", [(SUBCOMMAND, "http", None)]),
        ("yargs.command(['http', '$0'], 'over HTTP', () => {}, () => listen());", []),
    ],
)
def test_subcommands_of_javascript(declared: str, expected: list[tuple[str, str, str | None]]) -> None:
    assert barring(javascript(declared)) == expected


def test_variables_that_zod_reads() -> None:
    body = "const env = z.object({KIND: z.enum(['stdio', 'http']).default('stdio')}).parse(process.env);\n"

    assert barring(javascript(body + "if (env.KIND === 'http') listen();")) == [(VARIABLE, "KIND", "stdio")]


def test_the_schema_of_a_tool_declares_no_options() -> None:
    body = """
        server.registerTool('x', {inputSchema: {http: z.boolean().default(false)}}, async () => {});
        if (request.http) listen();
    """

    assert barring(javascript(body)) == []


def test_a_parser_that_is_written_by_hand() -> None:
    options = """
        export function read(argv = process.argv) {
          const args = argv.slice(2);
          let transport = 'stdio';
          for (let i = 0; i < args.length; i++) {
            if (args[i] === '--transport') { transport = args[++i]; }
          }
          return { transport: transport.toLowerCase() };
        }
    """
    body = "import { read } from './options.js';\nconst options = read();\nif (options.transport === 'http') listen();"

    assert (FLAG, "--transport", None) in barring(javascript(body, options=options))


def test_a_helper_that_is_handed_the_names_of_flag_and_variable() -> None:
    config = """
        const flags = {};
        export function getConfig(flag, variable, otherwise) {
          return flags[flag] || process.env[variable] || otherwise;
        }
        export const HTTP = getConfig('http', 'USE_HTTP') === 'true';
    """
    body = "import { HTTP } from './config.js';\nif (HTTP) listen();"

    assert barring(javascript(body, config=config)) == [(FLAG, "--http", None), (VARIABLE, "USE_HTTP", None)]


@pytest.mark.parametrize(
    ("declared", "asked"),
    [
        ('transport := flag.String("transport", "stdio", "what")', "*transport"),
        ('var transport string\n\tflag.StringVar(&transport, "transport", "stdio", "what")', "transport"),
        ('var o options\n\tcmd.Flags().StringVarP(&o.transport, "transport", "t", "stdio", "what")', "o.transport"),
        ('cmd.Flags().String("transport", "stdio", "what")', 'viper.GetString("transport")'),
        (
            'flags := []cli.Flag{&cli.StringFlag{Name: "transport", Value: "stdio"}}\n\t_ = flags',
            'c.String("transport")',
        ),
    ],
)
def test_flags_of_go(declared: str, asked: str) -> None:
    body = f'func main() {{\n\t{declared}\n\tif {asked} == "http" {{\n\t\tlisten()\n\t}}\n}}\n'

    assert barring(go(body)) == [(FLAG, "--transport", "stdio")]


def test_a_flag_of_go_whose_name_is_a_constant_and_whose_field_is_its_default() -> None:
    body = """
        const flagPort = "port"

        func main() {
            cmd.Flags().StringVar(&o.Port, flagPort, o.Port, "what")
            if o.Port != "" {
                listen()
            }
        }
    """

    assert barring(go(body)) == [(FLAG, "--port", None)]


def test_tags_of_structures_in_go() -> None:
    body = """
        type Config struct {
            Transport string `env:"TRANSPORT" envDefault:"stdio"`
        }

        func main() {
            if cfg.Transport == "http" {
                listen()
            }
        }
    """

    assert barring(go(body)) == [(VARIABLE, "TRANSPORT", "stdio")]


@pytest.mark.parametrize("added", [True, False])
def test_a_command_of_cobra_is_an_option_where_it_is_added_to_another(added: bool) -> None:  # noqa: FBT001
    body = """
        var httpCmd = &cobra.Command{Use: "http [flags]", RunE: func(*cobra.Command, []string) error {
            listen()
            return nil
        }}

        func main() {
            %s
        }
    """
    run = "rootCmd.AddCommand(otherCmd, httpCmd)" if added else "httpCmd.Execute()"

    assert barring(go(body % run)) == ([(SUBCOMMAND, "http", None)] if added else [])


def test_commands_of_urfave() -> None:
    body = """
        func main() {
            app := &cli.App{Commands: []*cli.Command{{Name: "x"}, &cli.Command{Name: "http", Action: run}}}
            app.Run(os.Args)
        }
        func run() { listen() }
    """

    assert barring(go(body)) == [(SUBCOMMAND, "http", None)]


@pytest.mark.parametrize(
    ("field", "condition", "expected"),
    [
        (
            '#[arg(long, default_value = "stdio")] transport: String',
            'cli.transport == "http"',
            ("--transport", "stdio"),
        ),
        ("#[arg(long)] http: bool", "cli.http", ("--http", "false")),
        ('#[arg(long = "port")] http_port: Option<u16>', "let Some(port) = cli.http_port", ("--port", None)),
        (
            "#[arg(long, value_enum, default_value_t = Transport::Stdio)] transport: Transport",
            "cli.transport == Transport::Http",
            ("--transport", "Stdio"),
        ),
    ],
)
def test_flags_of_clap(field: str, condition: str, expected: tuple[str, str | None]) -> None:
    body = f"#[derive(Parser)]\nstruct Cli {{ {field} }}\nfn main() {{ let cli = Cli::parse();\n if {condition} {{ listen(); }} }}"

    assert barring(rust(body)) == [(FLAG, *expected)]


def test_subcommands_of_clap() -> None:
    body = """
        #[derive(Parser)]
        struct Cli { #[command(subcommand)] command: Commands }
        fn main() {
            match Cli::parse().command {
                Commands::Http { port } => listen(),
                Commands::Stdio => talk(),
            }
        }
    """

    assert [kind for kind, _, _ in barring(rust(body))] == [SUBCOMMAND]


def test_the_default_variant_of_an_enumeration() -> None:
    body = """
        #[derive(Deserialize)]
        struct Config { #[serde(default)] transport: Transport }
        #[derive(Default, Deserialize)]
        enum Transport { #[default] Stdio, Http }
        fn main() { match config.transport { Transport::Http => listen(), Transport::Stdio => talk() } }
    """

    assert [(text, default) for _, text, default in barring(rust(body))] == [("--transport", "Stdio")]


def test_words_of_the_command_line_are_subcommands() -> None:
    assert barring(python("def main():\n    if len(sys.argv) > 1 and sys.argv[1] == 'http':\n        listen()\n"))[
        -1
    ] == (
        SUBCOMMAND,
        "http",
        None,
    )
    assert barring(javascript("if (process.argv[2] === 'http') listen();")) == [(SUBCOMMAND, "http", None)]


def test_an_option_of_another_program_of_the_repository_is_none_of_this_one() -> None:
    files = {
        "a/package.json": '{"name": "a", "bin": "index.js"}',
        "a/index.js": "import express from 'express';\nif (opts.http) express().listen(1);",
        "b/package.json": '{"name": "b", "bin": "index.js"}',
        "b/index.js": "program.option('--http', 'x');",
    }

    assert [told(guard) for guard in only(files).guards] == [("condition", "opts.http", None)]
