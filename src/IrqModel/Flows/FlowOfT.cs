using System.Runtime.CompilerServices;
using IrqModel.Runtime;

namespace IrqModel;

/// <summary>A <see cref="Flow"/> that ends with a value.</summary>
/// <typeparam name="TResult">The type of the value.</typeparam>
[AsyncMethodBuilder(typeof(FlowMethodBuilder<>))]
public sealed class Flow<TResult> : Flow
{
    private TResult? result;

    internal Flow()
    {
    }

    /// <summary>Lets <c>await</c> wait for the flow and take its value.</summary>
    public new FlowAwaiter<TResult> GetAwaiter() => new(this);

    internal void Complete(TResult value)
    {
        result = value;
        Complete();
    }

    internal TResult GetResult()
    {
        ThrowIfFailed();
        return result!;
    }
}
