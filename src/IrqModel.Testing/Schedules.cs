using IrqModel.Engine;

namespace IrqModel.Testing;

/// <summary>Runs a model under many schedules: wherever several flows are ready, another one goes on.</summary>
public static class Schedules
{
    /// <summary>
    /// Runs a model in the default order and then in random ones, and checks each run. The orders are the same every time. That no run fails
    /// does not show that none can: schedules are sampled, not enumerated.
    /// </summary>
    /// <param name="machine">Describes the machine; called once for each run.</param>
    /// <param name="host">Makes the host for it.</param>
    /// <param name="check">Throws if a run is not as it should be, as the methods of <see cref="ModelAssert"/> do.</param>
    /// <param name="scenario">What happens after boot. Nothing if not given.</param>
    /// <param name="runs">How many runs, 1 or more.</param>
    /// <param name="options">How to run; its seed and choices are replaced.</param>
    /// <exception cref="ModelAssertException">A run failed. The message names the choices that replay it, the inner exception says how it failed.</exception>
    public static void Check(
        Func<Machine> machine, Func<Machine, Host> host, Action<RunResult> check, Func<Host, Flow>? scenario = null, int runs = 100, RunOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(check);
        ArgumentOutOfRangeException.ThrowIfLessThan(runs, 1);
        options = (options ?? new RunOptions()) with { Choices = [] };
        for (var run = 0; run < runs; run++)
        {
            int? seed = run == 0 ? null : run;
            RunResult? result = null;
            try
            {
                result = Simulation.Run(machine, host, scenario, options with { Seed = seed });
                check(result);
            }
            catch (Exception failure)
            {
                throw new ModelAssertException(
                    $"Run {run + 1} of {runs} failed{(seed is null ? ", in the default order" : "")}.{Environment.NewLine}"
                    + $"To replay it: new RunOptions {{ {Replay(result, seed)} }}{Environment.NewLine}{failure.Message}",
                    failure);
            }
        }
    }

    // A run that did not come to an end has no choices to show; its seed replays it as well.
    private static string Replay(RunResult? result, int? seed) =>
        result is not null ? $"Choices = [{string.Join(", ", result.Choices)}]" : seed is null ? "" : $"Seed = {seed}";
}
