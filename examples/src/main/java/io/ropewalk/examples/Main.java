package io.ropewalk.examples;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

import java.io.Console;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.util.List;

/**
 * Starts a demo by its name.
 *
 * <p>Ends with 0 when the demo kept its promises, 1 when a check or the demo itself failed, 2 when
 * the command line was wrong.
 */
@Command(name = "demo", description = "Programs to learn concurrency from.")
public final class Main {
    private final List<Demo> demos;
    private final PrintWriter out;
    private final PrintWriter err;
    private final boolean animated;

    Main(List<Demo> demos, PrintWriter out, PrintWriter err, boolean animated) {
        this.demos = demos;
        this.out = out;
        this.err = err;
        this.animated = animated;
    }

    /**
     * Runs a demo and ends the JVM with its exit code.
     *
     * @param args the demo's name and its options; {@code list}; or nothing for the first demo
     */
    public static void main(String[] args) {
        PrintWriter out = writer(System.out);
        int code = new Main(Demos.all(), out, writer(System.err), onTerminal()).run(args);
        OnInterrupt.allIsShown();
        System.exit(code);
    }

    @SuppressWarnings("SystemConsoleNull") // never null in 22 to 24, but again from 25 on
    private static boolean onTerminal() {
        Console console = System.console();
        return console != null && console.isTerminal();
    }

    private static PrintWriter writer(PrintStream stream) {
        return new PrintWriter(stream, true, stream.charset());
    }

    /** Does what the arguments say, and answers the exit code. */
    int run(String... args) {
        CommandLine root = commands();
        if (args.length > 0) {
            return root.execute(args);
        }
        String first = root.getSubcommands().keySet().iterator().next();
        out.printf("No name given, so this is `%s`; `list` shows what else there is.%n%n", first);
        return root.execute(first);
    }

    private CommandLine commands() {
        CommandSpec root = withHelp(this);
        root.usageMessage().synopsisSubcommandLabel("[<name> [<options>]]");
        for (Demo demo : demos) {
            CommandSpec spec = withHelp(demo);
            spec.usageMessage().footer(("\n" + demo.story().replace("%", "%%")).split("\n", -1));
            root.addSubcommand(spec.name(), spec);
        }
        root.addSubcommand("list", withHelp(new Listing()));
        return new CommandLine(root)
                .setOut(out)
                .setErr(err)
                .setUsageHelpWidth(95)
                .setParameterExceptionHandler(Main::refuse)
                .setExecutionStrategy(this::execute);
    }

    private static CommandSpec withHelp(Object command) {
        return CommandSpec.forAnnotatedObject(command)
                .addOption(
                        OptionSpec.builder("-h", "--help")
                                .usageHelp(true)
                                .description("Shows this help and ends.")
                                .build());
    }

    private static int refuse(ParameterException e, String[] args) {
        CommandLine command = e.getCommandLine();
        PrintWriter err = command.getErr();
        err.println(e.getMessage());
        UnmatchedArgumentException.printSuggestions(e, err);
        err.printf("See: %s --help%n", command.getCommandSpec().qualifiedName());
        return ExitCode.USAGE;
    }

    private int execute(ParseResult parsed) {
        Integer help = CommandLine.executeHelpRequest(parsed);
        if (help != null) {
            return help;
        }
        CommandSpec command = parsed.asCommandLineList().getLast().getCommandSpec();
        return command.userObject() instanceof Demo demo ? show(command.name(), demo) : list();
    }

    @SuppressWarnings("CatchingUnchecked") // whatever a demo throws, it has failed
    private int show(String name, Demo demo) {
        Report report = new Report(out, animated);
        report.say(demo.story());
        try {
            demo.run(report);
        } catch (Throwable e) {
            err.printf("%n%s failed: %s%n", name, e);
            e.printStackTrace(err);
            return ExitCode.SOFTWARE;
        }
        report.say("%n%s", report.verdict());
        return report.passed() ? ExitCode.OK : ExitCode.SOFTWARE;
    }

    private int list() {
        List<CommandSpec> specs = demos.stream().map(CommandSpec::forAnnotatedObject).toList();
        int width = specs.stream().mapToInt(spec -> spec.name().length()).max().orElse(0);
        for (CommandSpec spec : specs) {
            String name = spec.name() + " ".repeat(width - spec.name().length());
            out.printf("%s  %s%n", name, spec.usageMessage().description()[0]);
        }
        return ExitCode.OK;
    }

    @Command(name = "list", description = "Lists all programs, one per line.")
    private static final class Listing {}
}
