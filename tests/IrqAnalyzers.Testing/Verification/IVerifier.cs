using System.Diagnostics.CodeAnalysis;

namespace Microsoft.CodeAnalysis.Testing;

/// <summary>The assertions that the kit makes, so that any test framework can word their failure.</summary>
public interface IVerifier
{
    /// <summary>Fails if the collection has an element.</summary>
    void Empty<T>(string collectionName, IEnumerable<T> collection);

    /// <summary>Fails if the values differ.</summary>
    void Equal<T>(T expected, T actual, string? message = null);

    /// <summary>Fails if the value is false.</summary>
    void True([DoesNotReturnIf(false)] bool assert, string? message = null);

    /// <summary>Fails if the value is true.</summary>
    void False([DoesNotReturnIf(true)] bool assert, string? message = null);

    /// <summary>Fails.</summary>
    [DoesNotReturn]
    void Fail(string? message = null);

    /// <summary>Fails if the language is unknown.</summary>
    void LanguageIsSupported(string language);

    /// <summary>Fails if the collection has no element.</summary>
    void NotEmpty<T>(string collectionName, IEnumerable<T> collection);

    /// <summary>Fails if the sequences differ.</summary>
    void SequenceEqual<T>(
        IEnumerable<T> expected, IEnumerable<T> actual, IEqualityComparer<T>? equalityComparer = null, string? message = null);

    /// <summary>A verifier whose failures also name <paramref name="context"/>.</summary>
    IVerifier PushContext(string context);
}
