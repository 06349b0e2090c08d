using System.Collections.Immutable;
using System.Text.Json.Serialization;
using IrqModel.Engine;
using IrqModel.Tool.Json;

namespace IrqModel.Tool.Runs;

/// <summary>A function at the end of a run.</summary>
/// <param name="Address">Its address.</param>
/// <param name="Name">What messages call it.</param>
/// <param name="Verdict">What became of its interrupts.</param>
/// <param name="Where">Where they end, in words.</param>
public sealed record RunFunction([property: JsonConverter(typeof(BdfConverter))] Bdf Address, string Name, RunVerdict Verdict, string Where)
{
    /// <summary>
    /// Why what became of its interrupts in the run says nothing of the machine, which was imported with something left out or assumed; null
    /// where it does.
    /// </summary>
    public string? Unknown { get; init; }

    /// <summary>Address of its PF, for a VF.</summary>
    [JsonConverter(typeof(BdfConverter))]
    public Bdf? PhysicalFunction { get; init; }

    /// <summary>Name of its driver.</summary>
    public string? Driver { get; init; }

    /// <summary>The remapping unit that its requests pass through.</summary>
    public string? Unit { get; init; }

    /// <summary>Its MSI domain and the levels below.</summary>
    public string? DomainChain { get; init; }

    /// <summary>The same of its own domain, where each function has one and its MSI is enabled.</summary>
    public string? DeviceDomainChain { get; init; }

    /// <summary>The same of its bus.</summary>
    public string? BusDomainChain { get; init; }

    /// <summary>The GSI of its interrupt pin, if its driver uses that.</summary>
    public int? PinGsi { get; init; }

    /// <summary>Why interrupts were refused, if some were.</summary>
    public FaultReason Fault { get; init; }

    /// <summary>Its vectors.</summary>
    public ImmutableArray<RunInterrupt> Interrupts { get; init; } = [];

    /// <summary>Why interrupts do not arrive, each cause once.</summary>
    public ImmutableArray<RunExplanation> Why { get; init; } = [];

    /// <summary>Which of <see cref="ToolRun.Findings"/> explain why interrupts do not arrive, by position.</summary>
    public ImmutableArray<int> Because { get; init; } = [];

    /// <summary>Whether interrupts are lost that should arrive.</summary>
    [JsonIgnore]
    public bool Dies => Verdict is RunVerdict.Blocked or RunVerdict.Lost or RunVerdict.NoVectors;

    /// <summary>Name and address, or the address alone.</summary>
    public override string ToString() => Name == Address.ToString() ? Name : $"{Name} ({Address})";
}
