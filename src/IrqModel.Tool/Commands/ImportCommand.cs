using System.CommandLine;
using IrqModel.Tool.Describing;
using IrqModel.Tool.Importing;
using IrqModel.Tool.Json;

namespace IrqModel.Tool.Commands;

/// <summary><c>irqmodel import</c>.</summary>
internal static class ImportCommand
{
    private const string DefaultClass = "ImportedMachine";

    public static Command Create(ToolStreams streams)
    {
        var inputs = new Argument<string[]>("INPUT")
        {
            Description = "Tables, listings and logs as for explain, or a machine as .json or .cs; - for standard input. Without any: this machine (Linux).",
            Arity = ArgumentArity.ZeroOrMore,
        };
        var csharp = new Option<string?>(
            "--csharp")
        { Description = "Write the machine as C#; - for standard output, which is the default.", HelpName = "FILE" };
        var json = new Option<string?>("--json") { Description = "Write the machine as JSON; - for standard output.", HelpName = "FILE" };
        var name = new Option<string?>("--name") { Description = "What messages shall call the machine.", HelpName = "NAME" };
        var className = new Option<string>(
            "--class")
        {
            Description = $"The name of the class; {DefaultClass} if not given.",
            HelpName = "NAME",
            DefaultValueFactory = _ =>
            DefaultClass
        };
        var builder = new Option<string?>(
            "--build")
        { Description = "Which method builds the machine, where a .cs file has several.", HelpName = "METHOD" };
        var state = new Option<int?>(
            "--state")
        {
            Description = "Which state of the machine, from 1, where listings show several; the last if not given.",
            HelpName = "N"
        };
        var command = new Command(
            "import", "Writes a real machine as C# or JSON, with where each part is known from.") { inputs, csharp, json, name, className,
            builder, state };
        Help.AddExamples(
            command,
            [
                (ExitCodes.Answered, "the machine is written, also where something had to be assumed"),
                (ExitCodes.InputIsWrong, "an option is wrong, an input cannot be read, or nothing was recognised"),
                (ExitCodes.Interrupted, "interrupted; no file is left half-written"),
            ],
            ("an Intel machine as C#", "irqmodel import /sys/firmware/acpi/tables/DMAR lspci.txt --csharp MyServer.cs --class MyServer"),
            ("this machine as JSON", "sudo irqmodel import --json machine.json"),
            ("JSON to C#", "irqmodel import machine.json"),
            ("C# to JSON; the code is run", "irqmodel import MyServer.cs --json -"));
        command.SetAction((parsed, cancellation) => Task.FromResult(ToolCommand.Guard(streams, () =>
        {
            var wanted = parsed.GetValue(className)!;
            if (!Microsoft.CodeAnalysis.CSharp.SyntaxFacts.IsValidIdentifier(wanted)) throw new InputException(
                $"--class {wanted}: not a name of a C# class.");
            if (parsed.GetValue(state) is < 1 and var wrong) throw new InputException($"--state {wrong}: expected 1 or more.");
            var names = parsed.GetValue(inputs) ?? [];
            var machine = MachineFiles.Read(
                names, new(parsed.GetValue(name), parsed.GetValue(state), parsed.GetValue(builder)), streams, cancellation);
            cancellation.ThrowIfCancellationRequested();
            var output = new OutputFiles(streams);
            output.Add("--json", parsed.GetValue(json), () => ToolJson.Write(machine));
            var source = parsed.GetValue(csharp) ?? (parsed.GetValue(json) is null ? Inputs.StandardInput : null);
            output.Add("--csharp", source, () => MachineSource.Write(machine, wanted, Header(names)));
            output.Write();
            foreach (var note in machine.Notes) streams.Error.WriteLine($"note: {note}");
            return ExitCodes.Answered;
        })));
        return command;
    }

    private static IEnumerable<string> Header(string[] names)
    {
        var from = names.Length == 0 ? "this machine" : string.Join(
            ", ", names.Select(each => each == Inputs.StandardInput ? "standard input" : Path.GetFileName(each)));
        yield return $"Imported from {from} by irqmodel {typeof(ImportCommand).Assembly.GetName().Version!.ToString(3)}.";
    }
}
