namespace IrqModel.Engine;

/// <summary>What a run runs.</summary>
/// <param name="Machine">Describes the machine.</param>
/// <param name="Host">Makes the host for it.</param>
/// <param name="Scenario">What happens after boot.</param>
/// <param name="Options">How to run.</param>
internal sealed record SimulationPlan(Func<Machine> Machine, Func<Machine, Host> Host, Func<Host, Flow>? Scenario, RunOptions Options);
