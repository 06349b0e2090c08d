using System.Collections.Immutable;
using System.Diagnostics;
using IrqModel.Runtime;

namespace IrqModel.Engine;

/// <summary>
/// Runs the flows of a model on the calling thread. Which of the ready flows goes on is a choice; choices are recorded and can be
/// replayed.
/// </summary>
internal sealed class Scheduler(RunOptions options) : FlowScheduler
{
    private readonly List<Action> ready = [];
    private readonly List<Flow> unobserved = [];
    private readonly ImmutableArray<int>.Builder choices = ImmutableArray.CreateBuilder<int>();
    private readonly Random? random = options.Seed is { } seed ? new Random(seed) : null;

    public int Steps { get; private set; }

    public ImmutableArray<int> Choices => choices.ToImmutable();

    /// <summary>Starts a flow and runs until nothing is ready.</summary>
    /// <exception cref="ModelException">The flow waits for something that never ends, or ends with an exception, or runs for too long.</exception>
    public void Run(string what, Func<Flow> start)
    {
        var outer = Current;
        Current = this;
        try
        {
            var flow = start() ?? throw new ModelException($"{what} returned no flow.");
            while (ready.Count > 0) Step(what);
            if (!flow.IsCompleted) throw new ModelException($"{what} waits for a flow that never ends.");
            ThrowIfFailed(what, flow);
        }
        finally
        {
            Current = outer;
        }
    }

    public override void Post(Action continuation) => ready.Add(continuation);

    public override void Failed(Flow flow) => unobserved.Add(flow);

    public override void Observed(Flow flow) => unobserved.Remove(flow);

    private void Step(string what)
    {
        if (++Steps > options.MaxSteps)
            throw new ModelException($"{what} did not come to an end within {options.MaxSteps:N0} steps.");
        var index = ready.Count == 1 ? 0 : Choose();
        var next = ready[index];
        ready.RemoveAt(index);
        next();
    }

    private int Choose()
    {
        var index =
            choices.Count < options.Choices.Length ? options.Choices[choices.Count]
            : random?.Next(ready.Count) ?? 0;
        if ((uint)index >= (uint)ready.Count)
            throw new ModelException($"Choice {choices.Count} of the replay is {index}, but only {ready.Count} flows are ready: the choices "
                + "are of another model.");
        choices.Add(index);
        return index;
    }

    private void ThrowIfFailed(string what, Flow flow)
    {
        if (flow.Exception is { } failure)
        {
            Observed(flow);
            throw new ModelException($"{what} failed{PlaceOf(failure)}: {failure.Message}", failure);
        }

        if (unobserved.Count > 0)
        {
            var lost = unobserved[0].Exception!;
            throw new ModelException($"A flow that was not awaited failed{PlaceOf(lost)}: {lost.Message}", lost);
        }
    }

    // The innermost line of the model itself: neither of the framework, which has no lines, nor of the DSL or the engine.
    private static string PlaceOf(Exception failure)
    {
        foreach (var frame in new StackTrace(failure, fNeedFileInfo: true).GetFrames())
        {
            if (frame.GetFileName() is not { } file || frame.GetMethod()?.DeclaringType?.Assembly is not { } assembly) continue;
            if (assembly != typeof(Scheduler).Assembly && assembly != typeof(Flow).Assembly)
            {
                return $" at {new SourceLocation(file, frame.GetFileLineNumber())}";
            }
        }

        return "";
    }
}
