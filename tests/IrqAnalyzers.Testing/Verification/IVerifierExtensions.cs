namespace Microsoft.CodeAnalysis.Testing;

/// <summary>Assertions built on <see cref="IVerifier"/>.</summary>
public static class IVerifierExtensions
{
    /// <summary>Fails with a line by line difference if the texts are not the same, line ends included.</summary>
    public static void EqualOrDiff(this IVerifier verifier, string expected, string actual, string? message = null)
    {
        ArgumentNullException.ThrowIfNull(verifier);
        if (!string.Equals(expected, actual, StringComparison.Ordinal))
            verifier.Fail($"{message ?? "The texts differ ('-' expected, '+' actual):"}\n{LineDiff.Render(expected, actual)}");
    }
}
