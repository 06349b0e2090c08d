namespace IrqModel.Runtime;

/// <summary>Decides which suspended flow goes on. The engine provides it; a model never sees it.</summary>
internal abstract class FlowScheduler
{
    [ThreadStatic]
    private static FlowScheduler? current;

    /// <summary>The scheduler of the run on this thread, or <see langword="null"/> outside a run.</summary>
    public static FlowScheduler? Current
    {
        get => current;
        protected set => current = value;
    }

    /// <summary>Puts a continuation among those that can go on.</summary>
    public abstract void Post(Action continuation);

    /// <summary>A flow ended with an exception that has not been observed yet.</summary>
    public abstract void Failed(Flow flow);

    /// <summary>A flow's exception was passed to the flow that awaited it.</summary>
    public abstract void Observed(Flow flow);

    internal static FlowScheduler Require() =>
        current ?? throw new InvalidOperationException(
            "Flows run only inside an engine. Start the model with IrqModel.Engine.Simulation.Run(...).");
}
