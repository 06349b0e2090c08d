using System.Collections.Immutable;

namespace IrqModel.Engine;

/// <summary>Runs hosts on machines.</summary>
public static class Simulation
{
    /// <summary>
    /// Boots a host on a machine, plays a scenario, then lets every vector that has a handler fire once and reports what became of it.
    /// The same models with the same choices give the same result on any machine. Operations of the DSL need a run: on objects of a run
    /// that is
    /// over they throw <see cref="InvalidOperationException"/>.
    /// </summary>
    /// <param name="machine">Describes the machine; called once for each run.</param>
    /// <param name="host">Makes the host for it.</param>
    /// <param name="scenario">What happens after boot: hot-plug, SR-IOV, removal. Nothing if not given.</param>
    /// <param name="options">How to run.</param>
    /// <exception cref="ModelException">The model failed or never came to an end.</exception>
    public static RunResult Run(
        Func<Machine> machine, Func<Machine, Host> host, Func<Host, Flow>? scenario = null, RunOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(machine);
        ArgumentNullException.ThrowIfNull(host);
        var plan = new SimulationPlan(machine, host, scenario, options ?? new RunOptions());
        if (SimulationObserver.Current is not { } observer) return Execute(plan, null);
        plan = observer.Plan(plan);
        try
        {
            var result = Execute(plan, observer);
            observer.Ended(plan, result);
            return result;
        }
        catch (Exception failure)
        {
            observer.Failed(plan, failure);
            throw;
        }
    }

    private static RunResult Execute(SimulationPlan plan, SimulationObserver? observer)
    {
        var (machine, host, scenario, options) = plan;
        var built = machine();
        var engine = new ModelEngine(built, options);
        built.Attach(engine);
        using var run = engine.Enter();
        var software = host(built);
        if (!ReferenceEquals(software.Machine, built))
            throw new ModelException($"The host was made for machine '{software.Machine.Name}', not for the one it shall run on.");
        engine.Host = software;
        observer?.Started(plan, built, software);
        engine.CheckTopology();

        try
        {
            engine.Scheduler.Run($"{software.GetType().Name}.{nameof(Host.Boot)}", software.Boot);
            if (scenario is not null) engine.Scheduler.Run("The scenario", () => scenario(software));
            return engine.Finish();
        }
        finally
        {
            engine.End();
        }
    }
}
