using System.Collections.Immutable;
using System.Reflection;
using Microsoft.CodeAnalysis.CodeActions;

namespace Microsoft.CodeAnalysis.Testing;

/// <summary>What a verifier must see and Roslyn keeps to itself in at least one of the versions that we test on.</summary>
internal static class RoslynInternals
{
    private const BindingFlags Any = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic;

    private static readonly PropertyInfo MessageArguments = Find(typeof(Diagnostic), "Arguments");
    private static readonly PropertyInfo SuppressionInfo = Find(typeof(Diagnostic), "ProgrammaticSuppressionInfo");
    private static readonly PropertyInfo NestedCodeActions = Find(typeof(CodeAction), "NestedActions", "NestedCodeActions");

    /// <summary>The arguments of the diagnostic's message.</summary>
    public static IReadOnlyList<object?> Arguments(this Diagnostic diagnostic) =>
        (IReadOnlyList<object?>?)MessageArguments.GetValue(diagnostic) ?? [];

    /// <summary>Whether a suppressor, not a pragma or an attribute, silenced the diagnostic.</summary>
    public static bool IsSuppressedBySuppressor(this Diagnostic diagnostic) => SuppressionInfo.GetValue(diagnostic) is not null;

    /// <summary>The actions of a submenu; empty for an action that does something itself.</summary>
    public static ImmutableArray<CodeAction> Nested(this CodeAction action) =>
        NestedCodeActions.GetValue(action) is IEnumerable<CodeAction> nested ? [.. nested] : [];

    private static PropertyInfo Find(Type type, params string[] names) =>
        names.Select(name => type.GetProperty(name, Any)).FirstOrDefault(property => property is not null)
        ?? throw new NotSupportedException($"This Roslyn has no {type.Name}.{string.Join(" or ", names)}.");
}
