using System.Collections.Concurrent;
using System.Collections.Immutable;
using IrqAnalyzers.Domains;
using IrqAnalyzers.Roslyn;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace IrqAnalyzers.Program;

/// <summary>
/// Constructors and methods that do nothing but assign parameters and constants to members of their object. Options, results and modes are kept so;
/// what such a member holds is what the caller gave.
/// </summary>
internal sealed class PlainAssignments
{
    private readonly ProgramFacts program;
    private readonly ConcurrentDictionary<IMethodSymbol, ImmutableArray<PlainAssignment>> known = new(SymbolEqualityComparer.Default);

    public PlainAssignments(ProgramFacts program) => this.program = program;

    /// <summary>What a method assigns; the default if it does anything else.</summary>
    public ImmutableArray<PlainAssignment> Of(IMethodSymbol method, CancellationToken cancellation)
    {
        method = method.OriginalDefinition;
        if (method.MethodKind is not (MethodKind.Constructor or MethodKind.Ordinary) || method.IsStatic || method.IsAsync || !program.HasBody(method)) return default;
        return known.TryGetValue(method, out var assignments) ? assignments : known.GetOrAdd(method, Find(method, cancellation));
    }

    private ImmutableArray<PlainAssignment> Find(IMethodSymbol method, CancellationToken cancellation)
    {
        if (program.OperationOf(method, cancellation) is not IMethodBodyBaseOperation body) return default;
        if (body is IConstructorBodyOperation { Initializer: { } chained } && !IsOfObject(chained)) return default;
        if (OperationShape.BlockOf(body) is not { } block) return default;
        var assignments = ImmutableArray.CreateBuilder<PlainAssignment>();
        foreach (var statement in block.Operations)
        {
            if (statement is IReturnOperation { ReturnedValue: null, IsImplicit: true }) continue;
            if (statement is not IExpressionStatementOperation { Operation: ISimpleAssignmentOperation { IsRef: false } assignment }) return default;
            if (MemberOf(assignment.Target) is not { } member || AssignmentOf(member, assignment.Value) is not { } assigned) return default;
            assignments.Add(assigned);
        }

        return assignments.ToImmutable();
    }

    // A constructor that calls another one of the model's own does what that does.
    private static bool IsOfObject(IOperation chained)
    {
        while (chained is IExpressionStatementOperation statement) chained = statement.Operation;
        return chained is IInvocationOperation { TargetMethod.ContainingType.SpecialType: SpecialType.System_Object };
    }

    private static ISymbol? MemberOf(IOperation target) => target switch
    {
        IFieldReferenceOperation { Instance: IInstanceReferenceOperation, Field: { RefKind: RefKind.None } field } => field,
        IPropertyReferenceOperation { Instance: IInstanceReferenceOperation, Property: { IsVirtual: false, IsOverride: false, IsAbstract: false } property } when ProgramFacts.HasField(property) => property,
        _ => null,
    };

    private static PlainAssignment? AssignmentOf(ISymbol member, IOperation value)
    {
        if (value.ConstantValue.HasValue) return new(member, -1, Value.OfConstant(value.ConstantValue.Value));
        while (value is IConversionOperation { Conversion: { IsIdentity: true } or { IsReference: true, IsImplicit: true } } conversion) value = conversion.Operand;
        return value is IParameterReferenceOperation { Parameter: { RefKind: RefKind.None } parameter } ? new(member, parameter.Ordinal, null) : null;
    }
}
