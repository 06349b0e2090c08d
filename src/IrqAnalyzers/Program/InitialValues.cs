using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace IrqAnalyzers.Program;

/// <summary>The constants that flags and enumeration members in fields of new objects start with.</summary>
internal sealed class InitialValues
{
    private static readonly IReadOnlyList<(ISymbol Member, object Value)> None = Array.Empty<(ISymbol, object)>();

    private readonly Creations models;
    private readonly ConcurrentDictionary<INamedTypeSymbol, IReadOnlyList<(ISymbol Member, object Value)>> known = new(SymbolEqualityComparer.Default);

    private readonly ConcurrentDictionary<IMethodSymbol, IReadOnlyList<(IFieldSymbol Field, object? Value)>> knownToMethods = new(SymbolEqualityComparer.Default);

    public InitialValues(Creations models) => this.models = models;

    /// <summary>What flags and enumeration members hold that a class declares, before its constructor runs.</summary>
    public IReadOnlyList<(ISymbol Member, object Value)> OfNew(INamedTypeSymbol type, CancellationToken cancellation) =>
        type.TypeKind != TypeKind.Class || type.IsGenericType ? None : known.TryGetValue(type, out var found) ? found : known.GetOrAdd(type, FindNew(type, cancellation));

    private IReadOnlyList<(ISymbol Member, object Value)> FindNew(INamedTypeSymbol type, CancellationToken cancellation)
    {
        List<(ISymbol Member, object Value)>? found = null;
        foreach (var member in type.GetMembers())
        {
            if (member is not IFieldSymbol { IsStatic: false, IsConst: false, IsReadOnly: false } field) continue;
            if (field.Type.SpecialType != SpecialType.System_Boolean && field.Type.TypeKind != TypeKind.Enum) continue;
            var holder = field.AssociatedSymbol ?? field;
            if (holder.DeclaringSyntaxReferences.Length != 1) continue;
            var initial = holder.DeclaringSyntaxReferences[0].GetSyntax(cancellation) switch
            {
                VariableDeclaratorSyntax declared => declared.Initializer?.Value,
                PropertyDeclarationSyntax declared => declared.Initializer?.Value,
                _ => null,
            };
            var value = DefaultOf(field.Type);
            if (initial is not null) value = models.ModelOf(initial.SyntaxTree).GetConstantValue(initial, cancellation) is { HasValue: true } constant ? constant.Value : null;
            if (value is not null) (found ??= new()).Add((holder, value));
        }

        return found ?? None;
    }

    /// <summary>
    /// The private fields that a method alone assigns, after their initializers, as the state of a state machine does that a host goes through while it boots.
    /// </summary>
    public IReadOnlyList<(IFieldSymbol Field, object? Value)> Of(IMethodSymbol method, CancellationToken cancellation) =>
        knownToMethods.TryGetValue(method, out var found) ? found : knownToMethods.GetOrAdd(method, FindFor(method, cancellation));

    private IReadOnlyList<(IFieldSymbol Field, object? Value)> FindFor(IMethodSymbol method, CancellationToken cancellation)
    {
        List<(IFieldSymbol Field, object? Value)>? found = null;
        foreach (var member in method.ContainingType.GetMembers())
        {
            if (!IsOwnScalar(member) || member is not IFieldSymbol field) continue;
            if (field.DeclaringSyntaxReferences.Length != 1 || field.DeclaringSyntaxReferences[0].GetSyntax(cancellation) is not VariableDeclaratorSyntax declared) continue;
            var value = DefaultOf(field.Type);
            if (declared.Initializer is { Value: var initial })
            {
                if (models.ModelOf(initial.SyntaxTree).GetConstantValue(initial, cancellation) is not { HasValue: true } constant) continue;
                value = constant.Value;
            }

            if (IsAssignedByAlone(method, field.Name, cancellation)) (found ??= new()).Add((field, value));
        }

        return found ?? (IReadOnlyList<(IFieldSymbol, object?)>)Array.Empty<(IFieldSymbol, object?)>();
    }

    /// <summary>Whether a type has fields that <see cref="Of"/> may be asked for.</summary>
    public static bool Has(INamedTypeSymbol type)
    {
        foreach (var member in type.GetMembers())
        {
            if (IsOwnScalar(member)) return true;
        }

        return false;
    }

    private static bool IsOwnScalar(ISymbol member) =>
        member is IFieldSymbol { IsStatic: false, IsReadOnly: false, DeclaredAccessibility: Accessibility.Private, Type: { } type }
        && (type.TypeKind == TypeKind.Enum || type.SpecialType is SpecialType.System_Boolean or SpecialType.System_Int32 or SpecialType.System_String);

    private static object? DefaultOf(ITypeSymbol type) =>
        type.SpecialType == SpecialType.System_String ? null : type.SpecialType == SpecialType.System_Boolean ? false : 0;

    private static bool IsAssignedByAlone(IMethodSymbol method, string field, CancellationToken cancellation)
    {
        var isAssigned = false;
        foreach (var declaration in method.ContainingType.DeclaringSyntaxReferences)
        {
            foreach (var name in Assignments.In(declaration.GetSyntax(cancellation), field))
            {
                if (!IsIn(name, method)) return false;
                isAssigned = true;
            }
        }

        return isAssigned;
    }

    private static bool IsIn(SyntaxNode node, IMethodSymbol method)
    {
        foreach (var reference in method.DeclaringSyntaxReferences)
        {
            if (reference.SyntaxTree == node.SyntaxTree && reference.Span.Contains(node.Span)) return true;
        }

        return false;
    }
}
