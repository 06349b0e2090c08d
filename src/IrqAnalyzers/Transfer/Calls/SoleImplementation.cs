namespace IrqAnalyzers.Transfer;

/// <summary>
/// A virtual call without a contract that can run one method only, because no other is written and none can be in another assembly. The call is that of the
/// method; it is only likely, because an implementation may be added.
/// </summary>
internal sealed class SoleImplementation(VirtualCalls virtualCalls, Callees callees, ICallDispatcher dispatcher) : ICallModel
{
    public CallOutcome? TryCall(CallSite call)
    {
        if (!call.IsVirtual || callees.ContractOf(call.Method).HasFacts) return null;
        if (virtualCalls.OnlyImplementation(call.Method, isOpen: false) is { } only) return dispatcher.CallToTheEnd(call.To(only).With(CallMode.Likely));
        virtualCalls.NoteDispatch(call.Method, call.Instance);
        return null;
    }
}
