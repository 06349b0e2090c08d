using IrqModel.Runtime;

namespace IrqModel.Engine;

/// <summary>Operations with contracts of a model's own: the engine does nothing for them but check.</summary>
internal sealed partial class ModelEngine
{
    public override void BeforeOwn(CheckedOperation operation, object? receiver, object?[] arguments, SourceLocation at) =>
        protocol.BeforeOwn(operation, receiver, arguments, at);

    public override void LeavingOwn(CheckedOperation operation, object? handler, object?[] arguments) => protocol.LeavingOwn(operation, handler, arguments);

    /// <summary>Makes this the run that calls of the thread belong to, until the result is disposed of.</summary>
    public IDisposable Enter()
    {
        var outer = Running;
        Running = this;
        return new Leaving(outer);
    }

    private sealed class Leaving(ModelRuntime? outer) : IDisposable
    {
        public void Dispose() => Running = outer;
    }
}
