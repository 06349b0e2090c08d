namespace IrqModel.Engine.Tests.Rules.Models;

/// <summary>
/// A rule broken and kept, on the same machine with the same events. Its file is read by the analyzers too: what they report in it and what
/// runs find must have the same keys (tests/IrqAnalyzers.Parity).
/// </summary>
internal abstract class RuleModel
{
    /// <summary>The rule that <see cref="Wrong"/> breaks, and nothing but this rule.</summary>
    public abstract string Rule { get; }

    /// <summary>What hardware makes of it, in the words of <see cref="Harms"/>.</summary>
    public abstract string Harm { get; }

    /// <summary>The rules that analyzers hold possible besides, because what decides them is not in the source.</summary>
    public virtual IReadOnlyList<string> Suspected => [];

    /// <summary>Whether functions send their interrupts at every step.</summary>
    public virtual bool IsRestless => false;

    /// <summary>The machine; a NIC with SR-IOV and a catch-all unit, unless overridden.</summary>
    public virtual Machine BuildMachine()
    {
        var machine = new Machine("one NIC");
        machine.AddRootBus().AddFunction("02.0", "nic", sriov: new(TotalVfs: 4, FirstVfOffset: 0x80, VfStride: 2));
        machine.AddCatchAllUnit();
        return machine;
    }

    /// <summary>The machine that the rule has nothing against, for a rule about machines; the same one for all others.</summary>
    public virtual Machine BuildRightMachine() => BuildMachine();

    /// <summary>The system that breaks the rule.</summary>
    public abstract Host Wrong(Machine machine);

    /// <summary>The system that keeps it.</summary>
    public abstract Host Right(Machine machine);

    /// <summary>What happens after boot.</summary>
    public virtual Flow Scenario(Host host) => Flow.Completed;

    /// <summary>What came to harm in a run.</summary>
    public virtual IReadOnlyList<string> HarmsIn(RunResult result) => Harms.In(result);

    /// <summary>Runs one of the two.</summary>
    public RunResult Run(bool right) => Simulation.Run(
        right ? BuildRightMachine : BuildMachine, right ? Right : Wrong, Scenario, new RunOptions { RestlessFunctions = IsRestless });

    /// <inheritdoc/>
    public override string ToString() => GetType().Name;
}
