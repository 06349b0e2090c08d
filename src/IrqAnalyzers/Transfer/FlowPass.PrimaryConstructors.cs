using IrqAnalyzers.Domains;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace IrqAnalyzers.Transfer;

/// <summary>Constructors that stand in the head of a type: records keep their parameters in properties, classes in the parameters themselves.</summary>
internal sealed partial class FlowPass
{
    /// <summary>Puts the arguments where the members of the new object find them; tells whether the constructor is of that sort.</summary>
    private bool ConstructPrimarily(IOperation site, IMethodSymbol constructor, Value created, Value[] arguments)
    {
        if (constructor.DeclaringSyntaxReferences.Length != 1) return false;
        if (constructor.DeclaringSyntaxReferences[0].GetSyntax(cancellation) is not TypeDeclarationSyntax head) return false;
        if (head.BaseList is { Types: { Count: > 0 } types } && types[0] is PrimaryConstructorBaseTypeSyntax based && !ConstructBase(site, constructor, based, created, arguments)) return false;
        foreach (var parameter in constructor.OriginalDefinition.Parameters)
        {
            var given = arguments[parameter.Ordinal];
            var isPlain = given.Objects.Length == 0;
            if (isPlain && given is { Boolean: Tri.Unknown, IsNull: Tri.Unknown, Scalar: null, Truth: null, IsBlurred: false }) continue;
            if (!isPlain) AssignMember(created, parameter, given);
            foreach (var member in constructor.ContainingType.GetMembers())
            {
                if (member is IPropertySymbol or IFieldSymbol { IsImplicitlyDeclared: false } && IsMadeOf(member, parameter)) AssignMember(created, member, given);
            }
        }

        return true;
    }

    /// <summary>Hands arguments on to the constructor of the base class; tells whether it is known what becomes of them.</summary>
    private bool ConstructBase(IOperation site, IMethodSymbol constructor, PrimaryConstructorBaseTypeSyntax based, Value created, Value[] arguments)
    {
        var given = based.ArgumentList.Arguments;
        var values = new Value[given.Count];
        for (var index = 0; index < values.Length; index++)
        {
            if (given[index].NameColon is not null || HandedOn(given[index].Expression, constructor, arguments) is not { } value) return false;
            values[index] = value;
        }

        IMethodSymbol? called = null;
        foreach (var candidate in constructor.ContainingType.BaseType!.InstanceConstructors)
        {
            if (candidate.Parameters.Length != values.Length) continue;
            if (called is not null) return false;
            called = candidate;
        }

        if (called is null) return false;
        if (!program.IsOwn(called)) return !Array.Exists(values, static value => value.Objects.Length > 0);
        if (!called.IsImplicitlyDeclared && !ConstructPrimarily(site, called, created, values))
            Call(site, called, null, created, values, new IOperation?[values.Length], isVirtual: false);
        return true;
    }

    // An argument that is one of the parameters, or none of them.
    private static Value? HandedOn(ExpressionSyntax expression, IMethodSymbol constructor, Value[] arguments)
    {
        foreach (var inner in expression.DescendantNodesAndSelf())
        {
            if (inner is not IdentifierNameSyntax name) continue;
            foreach (var parameter in constructor.Parameters)
            {
                if (parameter.Name != name.Identifier.ValueText) continue;
                if (ReferenceEquals(name, expression)) return arguments[parameter.Ordinal];
                if (arguments[parameter.Ordinal].Objects.Length > 0) return null;
            }
        }

        return Value.Unknown;
    }

    private bool IsMadeOf(ISymbol member, IParameterSymbol parameter)
    {
        if (member.DeclaringSyntaxReferences.Length != 1) return false;
        return member.DeclaringSyntaxReferences[0].GetSyntax(cancellation) switch
        {
            ParameterSyntax positional => positional.Identifier.ValueText == parameter.Name,
            VariableDeclaratorSyntax { Initializer.Value: IdentifierNameSyntax name } => name.Identifier.ValueText == parameter.Name,
            PropertyDeclarationSyntax { Initializer.Value: IdentifierNameSyntax name } => name.Identifier.ValueText == parameter.Name,
            _ => false,
        };
    }

    /// <summary>A parameter in the head of the type is, for all its members, a field of the object.</summary>
    private Value ReadParameter(IParameterReferenceOperation reference)
    {
        var parameter = reference.Parameter;
        if (body.Receiver is { } receiver && parameter.ContainingSymbol is IMethodSymbol { MethodKind: MethodKind.Constructor } constructor
            && IsOfAnother(constructor) && program.IsTracked(parameter.Type))
            return ReadMember(table.Receiver(receiver, 0), parameter.OriginalDefinition, parameter.Type);
        if (IsFlag(parameter.Type)) NoteConsulted(parameter);
        return ReadVariable(parameter, parameter.Type);
    }

    /// <summary>Whether a parameter is one in the head of the type, which any member can assign.</summary>
    private bool IsOfHead(ISymbol parameter) =>
        parameter.ContainingSymbol is IMethodSymbol { MethodKind: MethodKind.Constructor } constructor && IsOfAnother(constructor);

    private bool IsOfAnother(IMethodSymbol constructor)
    {
        for (var around = body; around is not null; around = around.Outer)
        {
            if (around.Method is null || SymbolEqualityComparer.Default.Equals(around.Method, constructor)) return false;
        }

        return true;
    }
}
