using IrqModel.Contracts;

namespace IrqModel.Engine;

/// <summary>A broken rule that becomes a finding when an interrupt is lost through it, and never if none is.</summary>
/// <param name="Finding">What would be found.</param>
/// <param name="About">The object that it happened to.</param>
/// <param name="Assuming">The circumstance on which it depends.</param>
internal sealed record Suspicion(Finding Finding, object About, Assumption Assuming);
