using System.CommandLine;
using System.Globalization;
using IrqModel;
using IrqModel.Engine;
using IrqModel.Firmware;
using RealMachine.Machines;
using RealMachine.Report;
using RealMachine.Running;
using Spectre.Console;

namespace RealMachine;

/// <summary>
/// The program: reads the files, plugs a NIC in, runs both hosts, prints what becomes of every interrupt.
/// Exit codes: 0 it ran; 1 a model could not be run to its end; 2 the input is wrong: a file that cannot be read, an option that cannot be
/// met, or a table that offers interrupt remapping and makes it impossible.
/// </summary>
public static class CommandLine
{
    private const int WideConsole = 260;
    private const int InputIsWrong = 2;

    /// <summary>Runs the program.</summary>
    /// <param name="args">The arguments.</param>
    /// <param name="output">Where the report goes.</param>
    /// <param name="error">Where errors and warnings go, a line each.</param>
    /// <param name="isInteractive">Whether a person at a terminal reads the report.</param>
    public static int Run(IReadOnlyList<string> args, TextWriter output, TextWriter error, bool isInteractive = false)
    {
        var dmar = new Argument<string>("DMAR") { Description = "The ACPI table, for instance a copy of /sys/firmware/acpi/tables/DMAR." };
        var lspci = new Argument<string?>("LSPCI")
        {
            Description = "Output of lspci, best with -vvv and -xxxx; without it the functions are those that the table names.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var nic = new Option<string?>("--nic") { Description = "Where the NIC with SR-IOV is: an existing function or a free address, bb:dd.f or ssss:bb:dd.f." };
        var vfs = new Option<string?>("--vfs") { Description = "How many VFs it gets; 2 if not given." };
        var json = new Option<string?>("--json") { Description = "Also write the result to this file." };
        var trace = new Option<bool>("--trace") { Description = "Print what happened, step by step, before the table." };
        var command = new RootCommand("Shows what becomes of the interrupts of a real machine, its VFs included, before and after the cure of the seed thread.")
        {
            dmar, lspci, nic, vfs, json, trace,
        };

        var parsed = command.Parse(args);
        if (parsed.Errors.Count > 0) return Refuse(error, parsed.Errors[0].Message);
        var exitCode = 0;
        command.SetAction(result => exitCode = Guarded(error, () =>
        {
            var wanted = new NicRequest(ParseAddress(result.GetValue(nic)), ParseCount(result.GetValue(vfs)));
            var machine = Load(result.GetValue(dmar)!, result.GetValue(lspci));
            var code = Warn(machine, error);
            var outcome = MachineRun.Execute(machine, wanted, result.GetValue(trace));
            Print(outcome, output, isInteractive);
            if (result.GetValue(json) is { } path) Access(path, () => JsonReport.Write(path, outcome));
            return code;
        }));
        var invoked = parsed.Invoke(new InvocationConfiguration { Output = output, Error = error, EnableDefaultExceptionHandler = false });
        return exitCode != 0 ? exitCode : invoked;
    }

    private static int Guarded(TextWriter error, Func<int> run)
    {
        try
        {
            return run();
        }
        catch (Exception wrong) when (wrong is FirmwareFormatException or InputException)
        {
            return Refuse(error, wrong.Message);
        }
        catch (Exception failed) when (failed is ModelException or TopologyException)
        {
            error.WriteLine($"error: the models could not be run: {OneLine(failed.Message)}");
            return 1;
        }
    }

    private static int Refuse(TextWriter error, string message)
    {
        error.WriteLine($"error: {OneLine(message)}");
        return InputIsWrong;
    }

    private static string OneLine(string message) => message.ReplaceLineEndings(" ").Trim();

    private static Bdf? ParseAddress(string? text)
    {
        if (text is null) return null;
        return Bdf.TryParse(text, null, out var address)
            ? address
            : throw new InputException($"--nic {text}: not a PCI address; expected bb:dd.f or ssss:bb:dd.f, for instance 0000:3b:00.0 (device 00 to 1f, function 0 to 7).");
    }

    private static int? ParseCount(string? text)
    {
        if (text is null) return null;
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var count)
            ? count
            : throw new InputException($"--vfs {text}: expected 0 to {NicPlanner.MostVirtualFunctions}.");
    }

    private static ImportedMachine Load(string dmar, string? lspci)
    {
        var table = Access(dmar, () => DmarTable.Load(dmar));
        return MachineImporter.Import(table, lspci is null ? null : Access(lspci, () => LspciDump.Load(lspci)));
    }

    // A defect over which VT-d stays off is an error only where the table offers what the defect takes away. Where it offers nothing, as
    // the real table with a base of 0 does, nothing is lost.
    private static int Warn(ImportedMachine machine, TextWriter error)
    {
        foreach (var problem in machine.Table.Problems)
        {
            var isError = problem == machine.Defect && machine.FirmwareOffersRemapping;
            error.WriteLine($"{(isError ? "error" : "warning")}: {OneLine($"{machine.Table.Name}: {problem}")}");
        }

        return machine.Defect is not null && machine.FirmwareOffersRemapping ? InputIsWrong : 0;
    }

    private static void Print(MachineOutcome outcome, TextWriter output, bool isInteractive)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = isInteractive ? AnsiSupport.Detect : AnsiSupport.No,
            Out = new AnsiConsoleOutput(output),
        });
        if (!isInteractive) console.Profile.Width = WideConsole;
        ConsoleReport.Print(console, outcome);
    }

    private static void Access(string path, Action action) => Access(path, () =>
    {
        action();
        return true;
    });

    private static T Access<T>(string path, Func<T> action)
    {
        try
        {
            return action();
        }
        catch (Exception wrong) when (wrong is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            var what = wrong is FileNotFoundException or DirectoryNotFoundException ? "there is no such file" : wrong.Message;
            throw new InputException($"{path}: {what}");
        }
    }
}
