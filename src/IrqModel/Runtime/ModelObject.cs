using IrqModel.Contracts;

namespace IrqModel.Runtime;

/// <summary>A thing that contracts speak about: a function, a bus, an IOMMU, a host. It remembers which facts hold of it.</summary>
public abstract class ModelObject
{
    private protected ModelObject()
    {
    }

    internal Facts EstablishedFacts { get; set; }

    /// <summary>The engine that runs the model this object belongs to.</summary>
    private protected abstract ModelRuntime? AttachedRuntime { get; }

    internal ModelRuntime Runtime => AttachedRuntime ?? throw new InvalidOperationException(
        $"{this} takes part in no run. Operations work only inside a model that IrqModel.Engine.Simulation.Run(...) executes.");
}
