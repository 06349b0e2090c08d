namespace Microsoft.CodeAnalysis.Testing;

/// <summary>How often a fix may, or must, be applied: exactly so often if positive, at most if negative, never if zero.</summary>
internal readonly record struct IterationLimit(int Number)
{
    private int Most => Math.Abs(Number);

    /// <summary>Whether so many applications are more than allowed: no need to go on.</summary>
    public bool IsExceededBy(int applied) => applied > Most;

    /// <summary>Fails unless so many applications are right; <paramref name="last"/> is the title of the last action.</summary>
    public void Verify(int applied, string? last, IVerifier verifier)
    {
        if (Number == 0 && applied > 0)
            verifier.Fail($"No fix should be offered, but '{last}' was.");
        if (IsExceededBy(applied))
            verifier.Fail($"A fix should be applied {Wording}, but more were offered; the last one was '{last}'.");
        if ((Number > 0 || Number == -1) && applied != Most)
            verifier.Fail($"A fix should be applied {Wording}, but was {applied} times.");
    }

    private string Wording => Number < -1 ? $"at most {Most} times" : $"{Most} times";
}
