using IrqModel.Firmware;
using IrqModel.Tool.Commands;
using IrqModel.Tool.Describing;
using IrqModel.Tool.Json;
using IrqModel.Tool.Models;

namespace IrqModel.Tool.Importing;

/// <summary>Reads a machine from what the command line names: tables and listings, JSON, or C#.</summary>
internal static class MachineFiles
{
    private static readonly TimeSpan TimeoutOfDescription = TimeSpan.FromSeconds(30);

    /// <summary>Reads a machine.</summary>
    /// <param name="names">Files and folders; without any, standard input or this machine.</param>
    /// <param name="options">How to read them.</param>
    /// <param name="streams">Where standard input is, and where the errors of inputs go that cannot be read.</param>
    /// <param name="cancellation">Ends the work.</param>
    /// <exception cref="InputException">They show no machine.</exception>
    public static MachineDescription Read(string[] names, MachineOptions options, ToolStreams streams, CancellationToken cancellation)
    {
        if (names is [var only] && only != Inputs.StandardInput)
        {
            switch (Path.GetExtension(only).ToUpperInvariant())
            {
                case ".JSON":
                    var json = System.Text.Encoding.UTF8.GetString(Inputs.ReadFile(only, streams)).TrimStart('\uFEFF');
                    if (ToolJson.HoldsRuns(json)) throw new InputException($"{only}: holds runs, not a machine; for these: irqmodel diff.");
                    return Rename(Check(ToolJson.ReadMachine(json, only), only), options.Name);
                case ".CS" or ".DLL" or ".CSPROJ":
                    return Rename(Describe(only, options, streams, cancellation), options.Name);
                default:
                    break;
            }
        }

        var evidence = ReadEvidence(names, streams);
        return EvidenceImporter.Import(evidence, options.Name ?? NameOf(evidence), options.State);
    }

    /// <summary>Whether a file holds a machine, rather than what shows one.</summary>
    public static bool IsMachine(string name) => Path.GetExtension(name).ToUpperInvariant() is ".JSON" or ".CS" or ".DLL" or ".CSPROJ";

    /// <summary>Reads evidence, or says that there is none.</summary>
    /// <exception cref="InputException">An input cannot be read, or nothing in them is recognised.</exception>
    public static Evidence ReadEvidence(string[] names, ToolStreams streams)
    {
        var evidence = EvidenceReader.Read(Inputs.Open(names, streams));
        var unusable = evidence.Problems
            .Where(problem => problem.Severity == EvidenceSeverity.Error && !evidence.Parts.Any(part => part.Source == problem.Source))
                .ToArray();
        if (unusable.Length > 0) throw new InputException(unusable[0].ToString());
        return evidence.Parts.IsEmpty
            ? throw new InputException(
                "nothing in the input was recognised; expected lspci, dmesg, ACPI tables, a /sys tree, or a machine as .json or .cs.")
            : evidence;
    }

    private static MachineDescription Describe(string path, MachineOptions options, ToolStreams streams, CancellationToken cancellation)
    {
        using var model = ModelFile.Open(path, cancellation);
        var request = new WorkerRequest(model.Assembly, model.Name) { DescribeOnly = true, Builder = options.Builder };
        return WorkerProcess.Run(request, TimeoutOfDescription, streams, cancellation).Machine!;
    }

    // What hardware cannot have shall be an error of the file, not of what is done with it.
    private static MachineDescription Check(MachineDescription machine, string name)
    {
        try
        {
            machine.CreateMachine();
            return machine;
        }
        catch (Exception wrong) when (wrong is TopologyException or ArgumentException)
        {
            throw new InputException($"{name}: {WithoutPlace(wrong.Message)}");
        }
    }

    // The place is a line of the tool.
    private static string WithoutPlace(string message)
    {
        var end = message.IndexOf(": ", StringComparison.Ordinal);
        return end > 0 && message[..end].Contains(".cs:", StringComparison.Ordinal) ? message[(end + 2)..] : message;
    }

    private static MachineDescription Rename(MachineDescription machine, string? name) =>
        name is null ? machine : machine with { Name = name };

    private static string NameOf(Evidence evidence) =>
        evidence.Logs.Select(log => log.Machine).OfType<string>().LastOrDefault()
        ?? string.Join(" with ", evidence.Parts.Select(part => part.Source).Distinct().Take(3));
}
