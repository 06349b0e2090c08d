namespace IrqAnalyzers.Transfer;

/// <summary>Calls methods. What a call comes to may call again: an operator, a delegate, a task that is awaited.</summary>
internal interface ICallDispatcher
{
    /// <summary>Makes a call. If it returns a task that is awaited later, the call has perhaps not done its work.</summary>
    CallOutcome Call(CallSite call);

    /// <summary>Makes a call that runs to its end.</summary>
    CallOutcome CallToTheEnd(CallSite call);
}
