namespace IrqModel.Tool.Explaining;

/// <summary>Something seen of a function's interrupts, against the prediction.</summary>
/// <param name="What">What is seen, and where.</param>
/// <param name="Agreement">How it fits.</param>
/// <param name="ShowsLoss">Whether it shows by itself that a message was lost.</param>
/// <param name="ShowsArrival">Whether it shows by itself that interrupts of the function arrived.</param>
public sealed record Observation(string What, Agreement Agreement, bool ShowsLoss = false, bool ShowsArrival = false);
