using IrqAnalyzers.CodeFixes.Proof;
using IrqAnalyzers.Contracts;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using Microsoft.CodeAnalysis.Text;

namespace IrqAnalyzers.CodeFixes.Reordering;

/// <summary>Finds the effects of statements. What it does not know for certain makes a statement opaque.</summary>
internal sealed partial class EffectReader
{
    private readonly SemanticModel model;
    private readonly ContractTable contracts;
    private readonly CancellationToken cancellation;
    private readonly List<TextSpan> errors = new();
    private StatementEffects effects = new();

    /// <param name="document">The document.</param>
    /// <param name="list">The list whose statements will be read.</param>
    /// <param name="cancellation">Stops the work.</param>
    public EffectReader(AnalyzedDocument document, StatementList list, CancellationToken cancellation)
    {
        model = document.Model;
        contracts = document.Contracts;
        this.cancellation = cancellation;
        foreach (var diagnostic in model.GetDiagnostics(list.Container.Span, cancellation))
        {
            if (diagnostic.Severity == DiagnosticSeverity.Error) errors.Add(diagnostic.Location.SourceSpan);
        }
    }

    public StatementEffects Read(StatementSyntax statement)
    {
        effects = new StatementEffects();
        cancellation.ThrowIfCancellationRequested();
        if (!ReadLocals(statement) || HasErrors(statement) || !Visit(model.GetOperation(statement, cancellation))) effects.IsOpaque = true;
        return effects;
    }

    /// <summary>Makes statements opaque whose pattern or out variables others use; such a variable cannot be followed.</summary>
    public static void CloseOver(IReadOnlyList<StatementEffects> list)
    {
        foreach (var statement in list)
        {
            foreach (var variable in statement.Declared)
            {
                if (!IsPlainLocal(variable) && list.Any(other => other != statement && other.Uses(variable))) statement.IsOpaque = true;
            }
        }
    }

    private bool ReadLocals(StatementSyntax statement)
    {
        if (model.AnalyzeDataFlow(statement) is not { Succeeded: true } flow) return false;
        effects.Read.UnionWith(flow.ReadInside);
        effects.Written.UnionWith(flow.WrittenInside);
        effects.Declared.UnionWith(flow.VariablesDeclared);
        if (statement is LocalFunctionStatementSyntax) return true;
        foreach (var variable in flow.Captured)
        {
            if (effects.Written.Contains(variable) || effects.Read.Contains(variable) && IsAssignedByClosure(statement, variable.Name)) return false;
        }

        return true;
    }

    private static bool IsPlainLocal(ISymbol variable)
    {
        foreach (var reference in variable.DeclaringSyntaxReferences)
        {
            if (reference.GetSyntax() is VariableDeclaratorSyntax) return true;
        }

        return false;
    }

    private static bool IsAssignedByClosure(StatementSyntax statement, string name)
    {
        SyntaxNode scope = statement.SyntaxTree.GetRoot();
        foreach (var ancestor in statement.Ancestors())
        {
            if (ancestor is MemberDeclarationSyntax and not GlobalStatementSyntax)
            {
                scope = ancestor;
                break;
            }
        }

        return scope.DescendantNodes().Any(node =>
            node is AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax && Stability.IsAssignedIn(node, name));
    }

    private bool HasErrors(StatementSyntax statement) => errors.Exists(error => error.IntersectsWith(statement.Span));

    private bool Visit(IOperation? operation)
    {
        if (operation is null) return false;
        if (operation.ConstantValue.HasValue) return true;
        return operation switch
        {
            IInvocationOperation invocation => Call(invocation) && VisitChildren(invocation),
            IPropertyReferenceOperation property => Property(property, read: true, write: false) && VisitChildren(property),
            IFieldReferenceOperation field => Stability.IsStable(field.Field) && VisitChildren(field),
            ISimpleAssignmentOperation assignment => !assignment.IsRef && Target(assignment.Target, read: false) && Visit(assignment.Value),
            ICompoundAssignmentOperation { OperatorMethod: null } assignment => Target(assignment.Target, read: true) && Visit(assignment.Value),
            ICoalesceAssignmentOperation assignment => Target(assignment.Target, read: true) && Visit(assignment.Value),
            IIncrementOrDecrementOperation { OperatorMethod: null } increment => Target(increment.Target, read: true),
            IAwaitOperation await => Await(await),
            IParameterReferenceOperation parameter => !Stability.IsAssignedByMembers(parameter.Parameter),
            ILocalReferenceOperation local => !local.Local.IsRef,
            IVariableDeclaratorOperation declarator => !declarator.Symbol.IsRef && VisitChildren(declarator),
            IConversionOperation conversion => conversion.OperatorMethod is null && VisitChildren(conversion),
            IBinaryOperation binary => binary.OperatorMethod is null && binary.Type?.SpecialType != SpecialType.System_String && VisitChildren(binary),
            IUnaryOperation unary => unary.OperatorMethod is null && VisitChildren(unary),
            IRecursivePatternOperation pattern => pattern.DeconstructSymbol is null && VisitChildren(pattern),
            IObjectCreationOperation creation => Create(creation),
            IReturnOperation => body.Count > 0 && VisitChildren(operation),
            ILocalFunctionOperation => true,
            _ => IsHarmless(operation.Kind) && VisitChildren(operation),
        };
    }

    private bool VisitChildren(IOperation operation)
    {
        foreach (var child in operation.ChildOperations)
        {
            if (!Visit(child)) return false;
        }

        return true;
    }

    private static bool IsHarmless(OperationKind kind) => kind
        is OperationKind.Block or OperationKind.ExpressionStatement or OperationKind.Empty
        or OperationKind.VariableDeclarationGroup or OperationKind.VariableDeclaration or OperationKind.VariableInitializer
        or OperationKind.Literal or OperationKind.InstanceReference or OperationKind.Argument or OperationKind.DefaultValue
        or OperationKind.NameOf or OperationKind.TypeOf or OperationKind.SizeOf or OperationKind.Discard or OperationKind.Parenthesized
        or OperationKind.Coalesce or OperationKind.Conditional or OperationKind.ConditionalAccess or OperationKind.ConditionalAccessInstance
        or OperationKind.Tuple or OperationKind.TupleBinary or OperationKind.IsType or OperationKind.IsPattern or OperationKind.IsNull
        or OperationKind.ConstantPattern or OperationKind.DeclarationPattern or OperationKind.TypePattern or OperationKind.DiscardPattern
        or OperationKind.NegatedPattern or OperationKind.BinaryPattern or OperationKind.RelationalPattern
        or OperationKind.PropertySubpattern or OperationKind.DeclarationExpression
        or OperationKind.SwitchExpression or OperationKind.SwitchExpressionArm;

    private bool Call(IInvocationOperation invocation)
    {
        var method = invocation.TargetMethod;
        if (method.MethodKind is MethodKind.LocalFunction or MethodKind.DelegateInvoke) return false;
        var contract = contracts.Of(method);
        if (contract.Footprint is not { } footprint) return Enter(invocation);
        var subject = contract.FactTest?.Subject ?? (contract.Effects.IsEmpty ? -1 : contract.Effects[0].Subject);
        return Note(new(footprint.Reads, footprint.Writes)
        {
            Tested = contract.FactTest?.Denied ?? FactMask.None,
            Effects = contract.Effects,
            Requires = contract.Requires,
            Subject = SubjectPath.Of(Ensuring.SubjectOf(invocation, subject)),
        });
    }

    private bool Property(IPropertyReferenceOperation reference, bool read, bool write)
    {
        var contract = contracts.Of(reference.Property);
        if (contract.Footprint is not { } footprint) return !write && (contract.Tests != Kinds.None || Stability.IsStable(reference.Property));
        // One footprint covers both accessors; the getter of a property that can be set does not write.
        var getterOnly = read && !write && reference.Property.SetMethod is not null;
        return Note(new(footprint.Reads, getterOnly ? 0 : footprint.Writes)
        {
            Tested = read ? contract.FactTest?.Denied ?? contract.Facts : 0,
            Set = write ? contract.Facts : 0,
            Subject = SubjectPath.Of(reference.Instance),
        });
    }

    private bool Target(IOperation target, bool read) => target switch
    {
        IMemberReferenceOperation member when IsOfNewObject(member) => true,
        IPropertyReferenceOperation property => Property(property, read, write: true) && VisitChildren(property),
        ILocalReferenceOperation local => !local.Local.IsRef,
        IParameterReferenceOperation parameter => parameter.Parameter.RefKind == RefKind.None && !IsOfConstructor(parameter.Parameter),
        IDiscardOperation => true,
        _ => false,
    };

    private static bool IsOfConstructor(IParameterSymbol parameter) =>
        parameter.ContainingSymbol is IMethodSymbol { MethodKind: MethodKind.Constructor };

    // While an operation is awaited anything may happen.
    private bool Await(IAwaitOperation await)
    {
        effects.HasAwait = true;
        effects.SlotsRead |= contracts.Known.AllSlots;
        effects.SlotsWritten |= contracts.Known.AllSlots;
        return await.Operation is IInvocationOperation && Visit(await.Operation);
    }

    private bool Note(Touch touch)
    {
        effects.SlotsRead |= touch.Reads;
        effects.SlotsWritten |= touch.Writes;
        effects.Touches.Add(touch);
        return true;
    }
}
