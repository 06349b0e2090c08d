namespace IrqAnalyzers.Transfer;

/// <summary>One way to make a call. The dispatcher asks the models in order; the first that applies makes the call.</summary>
internal interface ICallModel
{
    /// <summary>Makes a call; <see langword="null"/> if the model does not apply to it.</summary>
    CallOutcome? TryCall(CallSite call);
}
