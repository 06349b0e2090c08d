using IrqAnalyzers.CodeFixes.Proof;

namespace IrqAnalyzers.CodeFixes.Reordering;

/// <summary>
/// What a statement that has to wait may do besides the operation for whose sake it waits. Another order is meant to change what that
/// operation meets, but nothing else: neither the outcome of a condition around it, nor the use of its result.
/// </summary>
internal static class Crossing
{
    /// <summary>Whether a statement may come behind another, so that nothing but a violation changes.</summary>
    /// <param name="waiting">The statement that comes first and should come second.</param>
    /// <param name="awaited">The statement that should come first.</param>
    /// <param name="violation">For whose sake.</param>
    public static bool IsHarmless(StatementEffects waiting, StatementEffects awaited, Violation violation)
    {
        var facts = violation.AllFacts;
        foreach (var touch in waiting.Touches)
        {
            if (touch.Needs(violation.Kind, facts) || (touch.Ensured & facts) != 0) continue;
            if (touch.IsLookUp)
            {
                if ((touch.Tested & awaited.FactsChanged) != 0) return false;
            }
            else if (awaited.HasAwait)
            {
                // Handlers run meanwhile. They are not expected to change the host or the hardware.
                if (touch.Writes != 0 || violation.Path.Equals(touch.Subject)) return false;
            }
            else if ((touch.Reads & awaited.SlotsWritten) != 0 || (touch.Writes & (awaited.SlotsRead | awaited.SlotsWritten)) != 0)
            {
                return false;
            }
        }

        return true;
    }
}
