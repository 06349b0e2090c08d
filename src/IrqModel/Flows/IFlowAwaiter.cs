namespace IrqModel.Runtime;

/// <summary>Tells the awaiters of flows from all others, which a flow may not wait for.</summary>
internal interface IFlowAwaiter;
