namespace IrqModel.Engine;

/// <summary>
/// Stands between the programs that a tool loads and the engine: it sees every run of the process and may change what is run. Programs call
/// <see cref="Simulation.Run"/> as ever and know nothing of it.
/// </summary>
internal abstract class SimulationObserver
{
    private static SimulationObserver? current;

    /// <summary>The observer of this process, if there is one.</summary>
    public static SimulationObserver? Current
    {
        get => Volatile.Read(ref current);
        set => Volatile.Write(ref current, value);
    }

    /// <summary>Called before each run.</summary>
    /// <param name="asked">What the program wants to run.</param>
    /// <returns>What to run.</returns>
    public abstract SimulationPlan Plan(SimulationPlan asked);

    /// <summary>Called when machine and host are made and nothing has been booted.</summary>
    public abstract void Started(SimulationPlan plan, Machine machine, Host host);

    /// <summary>Called when a run has come to its end.</summary>
    public abstract void Ended(SimulationPlan plan, RunResult result);

    /// <summary>Called when a run could not be started or came to no end. The program gets the exception too.</summary>
    public abstract void Failed(SimulationPlan plan, Exception failure);
}
