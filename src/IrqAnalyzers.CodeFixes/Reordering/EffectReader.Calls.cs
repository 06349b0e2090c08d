using IrqAnalyzers.Contracts;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace IrqAnalyzers.CodeFixes.Reordering;

/// <content>The model's own methods and constructors do what their bodies do, as far as those can be read.</content>
internal sealed partial class EffectReader
{
    private const int DeepestCall = 4;

    private readonly Stack<IMethodSymbol> body = new();

    private bool Enter(IInvocationOperation invocation)
    {
        var method = invocation.TargetMethod.OriginalDefinition;
        if (invocation.IsVirtual || method.MethodKind != MethodKind.Ordinary || !contracts.Of(method).Effects.IsEmpty) return false;
        if (method.DeclaringSyntaxReferences.Length != 1 || !CanEnter(method)) return false;
        var syntax = method.DeclaringSyntaxReferences[0].GetSyntax(cancellation);
        if (OperationOf(syntax) is not IMethodBodyOperation operation) return false;
        body.Push(method);
        var isKnown = Visit((IOperation?)operation.BlockBody ?? operation.ExpressionBody);
        body.Pop();
        return isKnown;
    }

    private bool Create(IObjectCreationOperation creation)
    {
        if (creation.Constructor is not { } constructor || !IsHarmless(constructor)) return false;
        foreach (var argument in creation.Arguments)
        {
            if (!Visit(argument)) return false;
        }

        if (creation.Initializer is null) return true;
        foreach (var initializer in creation.Initializer.Initializers)
        {
            if (initializer is not ISimpleAssignmentOperation { Target: IMemberReferenceOperation { Instance: IInstanceReferenceOperation } member } assignment
                || !IsPlain(member.Member) || !Visit(assignment.Value))
                return false;
        }

        return true;
    }

    // Making an object of the DSL does nothing to the modelled system unless a contract says so; what a model's own constructor does
    // beyond filling the new object, everybody may see.
    private bool IsHarmless(IMethodSymbol constructor)
    {
        constructor = constructor.OriginalDefinition;
        var type = constructor.ContainingType;
        if (contracts.Known.IsDsl(constructor)) return !contracts.Of(constructor).HasFacts;
        if (type.SpecialType is SpecialType.System_Object or SpecialType.System_ValueType) return true;
        if (type.DeclaringSyntaxReferences.IsEmpty || contracts.Of(constructor).HasFacts || !CanEnter(constructor)) return false;
        body.Push(constructor);
        var isHarmless = AreHarmless(type) && IsBodyHarmless(constructor);
        body.Pop();
        return isHarmless;
    }

    private bool AreHarmless(INamedTypeSymbol type)
    {
        foreach (var reference in type.DeclaringSyntaxReferences)
        {
            if (reference.GetSyntax(cancellation) is not TypeDeclarationSyntax declaration) return false;
            foreach (var member in declaration.Members)
            {
                if (member.Modifiers.Any(static modifier => modifier.ValueText is "static" or "const")) continue;
                if (member is PropertyDeclarationSyntax { Initializer: { } initializer } && !Visit(OperationOf(initializer.Value))) return false;
                if (member is not FieldDeclarationSyntax field) continue;
                foreach (var variable in field.Declaration.Variables)
                {
                    if (variable.Initializer is { } value && !Visit(OperationOf(value.Value))) return false;
                }
            }
        }

        return true;
    }

    private bool IsBodyHarmless(IMethodSymbol constructor)
    {
        if (constructor.IsImplicitlyDeclared || constructor.DeclaringSyntaxReferences.IsEmpty) return IsBaseHarmless(constructor.ContainingType);
        switch (constructor.DeclaringSyntaxReferences[0].GetSyntax(cancellation))
        {
            case ConstructorDeclarationSyntax declaration when OperationOf(declaration) is IConstructorBodyOperation operation:
                if (declaration.Initializer is { } initializer)
                {
                    if (ModelOf(initializer).GetSymbolInfo(initializer, cancellation).Symbol is not IMethodSymbol called || !IsHarmless(called)) return false;
                    if (!AreArgumentsHarmless(initializer.ArgumentList)) return false;
                }
                else if (!IsBaseHarmless(constructor.ContainingType))
                {
                    return false;
                }

                return Visit((IOperation?)operation.BlockBody ?? operation.ExpressionBody);
            case TypeDeclarationSyntax { BaseList: { } bases } when bases.Types.OfType<PrimaryConstructorBaseTypeSyntax>().FirstOrDefault() is { } call:
                return ModelOf(call).GetSymbolInfo(call, cancellation).Symbol is IMethodSymbol primary && IsHarmless(primary)
                    && AreArgumentsHarmless(call.ArgumentList);
            case TypeDeclarationSyntax:
                return IsBaseHarmless(constructor.ContainingType);
            default:
                return false;
        }
    }

    private bool IsBaseHarmless(INamedTypeSymbol type)
    {
        if (type.BaseType is not { } above || above.SpecialType is SpecialType.System_Object or SpecialType.System_ValueType) return true;
        foreach (var constructor in above.InstanceConstructors)
        {
            if (constructor.Parameters.All(static parameter => parameter.IsOptional)) return IsHarmless(constructor);
        }

        return false;
    }

    private bool AreArgumentsHarmless(ArgumentListSyntax arguments)
    {
        foreach (var argument in arguments.Arguments)
        {
            if (!Visit(OperationOf(argument.Expression))) return false;
        }

        return true;
    }

    private bool CanEnter(IMethodSymbol method) =>
        body.Count < DeepestCall && !body.Contains(method, SymbolEqualityComparer.Default);

    private bool IsOfNewObject(IMemberReferenceOperation member) =>
        body.Count > 0 && body.Peek().MethodKind == MethodKind.Constructor
        && member.Instance is IInstanceReferenceOperation { ReferenceKind: InstanceReferenceKind.ContainingTypeInstance } && IsPlain(member.Member);

    // Fields, and properties that are nothing else.
    private bool IsPlain(ISymbol member) => member switch
    {
        IFieldSymbol => true,
        IPropertySymbol property => contracts.Of(property).Footprint is null && contracts.Of(property).Facts == 0 && Stability.IsAutomatic(property),
        _ => false,
    };

    private IOperation? OperationOf(SyntaxNode syntax) => ModelOf(syntax).GetOperation(syntax, cancellation);

    private SemanticModel ModelOf(SyntaxNode syntax) =>
        syntax.SyntaxTree == model.SyntaxTree ? model : model.Compilation.GetSemanticModel(syntax.SyntaxTree);
}
