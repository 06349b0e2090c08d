using System.CommandLine;
using System.CommandLine.Help;
using IrqModel.Engine;
using IrqModel.Firmware;

namespace IrqModel.Tool.Commands;

/// <summary>The command <c>irqmodel</c>. Its exit codes are in <see cref="ExitCodes"/>.</summary>
public static class ToolCommand
{
    /// <summary>Runs it.</summary>
    /// <param name="args">The arguments.</param>
    /// <param name="streams">Where it reads and writes.</param>
    /// <param name="cancellation">Ends it, as Ctrl-C does.</param>
    public static async Task<int> RunAsync(IReadOnlyList<string> args, ToolStreams streams, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(args);
        ArgumentNullException.ThrowIfNull(streams);
        var root = new Command("irqmodel", "Says which interrupts of a machine die, where, why, and what to do.")
        {
            ExplainCommand.Create(streams),
            RunCommand.Create(streams),
            ImportCommand.Create(streams),
            CheckCommand.Create(streams),
            DiffCommand.Create(streams),
            ScrubCommand.Create(streams),
            CompletionCommand.Create(streams),
            WorkerCommand.Create(),
            new VersionOption(),
            new HelpOption(),
        };
        root.Add(CompletionCommand.CreateHidden(root, streams));
        root.SetAction(_ =>
        {
            root.Parse("--help").Invoke(new InvocationConfiguration { Output = streams.Output, Error = streams.Error });
            return ExitCodes.InputIsWrong;
        });
        var parsed = root.Parse([.. args]);
        if (parsed.Errors.Count > 0 && !args.Any(static argument => argument is "--help" or "-h" or "-?")) return Refuse(streams, parsed.Errors[0].Message);
        return await parsed.InvokeAsync(
            new InvocationConfiguration { Output = streams.Output, Error = streams.Error, EnableDefaultExceptionHandler = false }, cancellation);
    }

    /// <summary>Runs a verb and turns what can go wrong into a line and an exit code.</summary>
    internal static int Guard(ToolStreams streams, Func<int> run)
    {
        try
        {
            return run();
        }
        catch (Exception wrong) when (wrong is FirmwareFormatException or InputException)
        {
            return Refuse(streams, wrong.Message);
        }
        catch (ModelErrorException wrong)
        {
            streams.Error.WriteLine($"error: {wrong.Message}");
            return ExitCodes.InputIsWrong;
        }
        catch (OperationCanceledException)
        {
            streams.Error.WriteLine("interrupted");
            return ExitCodes.Interrupted;
        }
        catch (Exception failed) when (failed is ModelException or TopologyException)
        {
            streams.Error.WriteLine($"error: the models could not be run: {OneLine(failed.Message)}");
            return ExitCodes.Failed;
        }
    }

    private static int Refuse(ToolStreams streams, string message)
    {
        streams.Error.WriteLine($"error: {OneLine(message)}");
        return ExitCodes.InputIsWrong;
    }

    private static string OneLine(string message) => message.ReplaceLineEndings(" ").Trim();
}
