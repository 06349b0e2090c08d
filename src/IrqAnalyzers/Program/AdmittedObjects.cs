using System.Collections.Concurrent;
using System.Collections.Immutable;
using IrqAnalyzers.Contracts;
using IrqAnalyzers.Domains;
using IrqAnalyzers.Roslyn;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace IrqAnalyzers.Program;

/// <summary>
/// What a type's own query (<c>[Admits]</c>: <c>PciDriver.Matches</c>) says for good of the objects that its handlers get: their kind, and facts that they can
/// never have. It is read off a query that is one expression, or several that return one after the other.
/// </summary>
internal sealed class AdmittedObjects
{
    private static readonly string[] KindTypes = { "IrqModel.PhysicalFunction", "IrqModel.VirtualFunction" };
    private static readonly Admission Anything = new(Kinds.Any, FactMask.None);
    private readonly ProgramFacts program;
    private readonly ContractTable contracts;
    private readonly ConcurrentDictionary<INamedTypeSymbol, Admission> known = new(SymbolEqualityComparer.Default);

    public AdmittedObjects(ProgramFacts program)
    {
        this.program = program;
        contracts = program.Contracts;
    }

    /// <summary>What is known of the object that a handler gets for a parameter.</summary>
    public Admission Of(IMethodSymbol handler, IParameterSymbol parameter, CancellationToken cancellation)
    {
        if (!handler.IsOverride || ReferenceEquals(contracts.Of(parameter), ParameterContract.None) || handler.ContainingType is not { } type) return Anything;
        return known.TryGetValue(type, out var admission) ? admission : known.GetOrAdd(type, Find(type, cancellation));
    }

    private Admission Find(INamedTypeSymbol type, CancellationToken cancellation)
    {
        // A query that a derived type widens says nothing of what this type's handlers get.
        if (QueryOf(type) is not { } query || query.Parameters.Length != 1 || program.Implementations.Of(query) is not { Count: 1 }) return Anything;
        if (query.DeclaringSyntaxReferences.Length != 1 || OperationShape.BlockOf(program.OperationOf(query, cancellation)) is not { Operations: var statements }) return Anything;
        var read = new Reading(contracts, query.Parameters[0]);

        // Nobody calls the handlers of a type that wants nothing: what they would do is looked at all the same.
        return read.Of(statements, 0) is { Kinds: not Kinds.None } admission ? admission : Anything;
    }

    // The query of a type that overrides the one with the attribute.
    private IMethodSymbol? QueryOf(INamedTypeSymbol type)
    {
        for (var current = type; current is not null && program.IsOwn(current); current = current.BaseType)
        {
            foreach (var member in current.GetMembers())
            {
                if (member is IMethodSymbol { IsOverride: true, ReturnType.SpecialType: SpecialType.System_Boolean } method && Admits(method)) return method;
            }
        }

        return null;
    }

    private bool Admits(IMethodSymbol method)
    {
        for (var current = method; current is not null; current = current.OverriddenMethod)
        {
            foreach (var attribute in current.GetAttributes())
            {
                if (contracts.Known.RoleOf(attribute) == AttributeRole.Admits) return true;
            }
        }

        return false;
    }

    /// <summary>What is known of an object from the start.</summary>
    internal readonly struct Admission
    {
        public Admission(Kinds kinds, FactMask never) => (Kinds, Never) = (kinds, never);

        /// <summary>The kinds that it may be of.</summary>
        public Kinds Kinds { get; }

        /// <summary>The facts that it can never have.</summary>
        public FactMask Never { get; }
    }

    /// <summary>
    /// What a query says: the kinds for which it comes out true, and the facts that an outcome rules out, because what they need is not there.
    /// </summary>
    private sealed class Reading
    {
        private readonly ContractTable contracts;
        private readonly KindTests kindTests;
        private readonly IParameterSymbol subject;

        public Reading(ContractTable contracts, IParameterSymbol subject)
        {
            this.contracts = contracts;
            this.subject = subject;
            kindTests = new(contracts);
        }

        /// <summary>What statements let through from one on; <see langword="null"/> if they are not read.</summary>
        public Admission? Of(ImmutableArray<IOperation> statements, int from)
        {
            if (from >= statements.Length) return null;
            switch (statements[from])
            {
                case IReturnOperation { ReturnedValue: { } answer }:
                    return OfAnswer(answer);
                case IVariableDeclarationGroupOperation:
                    return Of(statements, from + 1);
                case IConditionalOperation { WhenFalse: null, Condition: var condition, WhenTrue: var leaving } when AnswerOf(leaving) is { } early:
                    if (Of(statements, from + 1) is not { } rest) return null;
                    var (ifTrue, ifFalse) = kindTests.Of(condition, subject);
                    var here = OfAnswer(early);
                    here = new(here.Kinds & ifTrue, here.Never | Of(condition, outcome: true));
                    rest = new(rest.Kinds & ifFalse, rest.Never | Of(condition, outcome: false));
                    if (here.Kinds == Kinds.None) return rest;
                    return rest.Kinds == Kinds.None ? here : new(here.Kinds | rest.Kinds, here.Never & rest.Never);
                default:
                    return null;
            }
        }

        private Admission OfAnswer(IOperation answer) =>
            KindTests.Unwrapped(answer).ConstantValue is { HasValue: true, Value: bool constant }
                ? new(constant ? Kinds.Any : Kinds.None, FactMask.None)
                : new(kindTests.Of(answer, subject).IfTrue, Of(answer, outcome: true));

        private static IOperation? AnswerOf(IOperation statement)
        {
            if (statement is IBlockOperation { Operations: { Length: 1 } only }) statement = only[0];
            return statement is IReturnOperation { ReturnedValue: { } answer } ? answer : null;
        }

        private FactMask Of(IOperation condition, bool outcome)
        {
            switch (KindTests.Unwrapped(condition))
            {
                case IUnaryOperation { OperatorKind: UnaryOperatorKind.Not, Operand: var operand }:
                    return Of(operand, !outcome);
                case IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalAnd or BinaryOperatorKind.ConditionalOr } both:
                    var bothHold = both.OperatorKind == BinaryOperatorKind.ConditionalAnd == outcome;
                    return Merge(Of(both.LeftOperand, outcome), Of(both.RightOperand, outcome), bothHold);
                case IIsPatternOperation { Value: var value, Pattern: var pattern } when IsSubject(value):
                    return OfObject(pattern, outcome);
                case var atom:
                    var (ifTrue, ifFalse) = kindTests.Of(atom, subject);
                    return OfAtom(atom, outcome) | NeverOf(outcome ? ifTrue : ifFalse);
            }
        }

        private FactMask OfAtom(IOperation condition, bool outcome) => condition switch
        {
            IPropertyReferenceOperation { Property: var property, Instance: { } of } when IsSubject(of) =>
                outcome ? FactMask.None : contracts.Of(property).NeededFor,
            IIsPatternOperation { Value: var value, Pattern: var pattern }
                when KindTests.Unwrapped(value) is IPropertyReferenceOperation { Property: var property, Instance: { } of } && IsSubject(of) =>
                OfValue(property, pattern, outcome),
            _ => FactMask.None,
        };

        // Facts that need a property which objects of these kinds do not even have.
        private FactMask NeverOf(Kinds kinds)
        {
            if (kinds == Kinds.Any) return FactMask.None;
            var never = FactMask.None;
            foreach (var name in KindTypes)
            {
                if (contracts.Known.Assembly.GetTypeByMetadataName(name) is not { } type || (contracts.KindsOf(type) & kinds) != Kinds.None) continue;
                foreach (var member in type.GetMembers())
                {
                    if (member is IPropertySymbol property) never |= contracts.Of(property).NeededFor;
                }
            }

            return never;
        }

        private static FactMask Merge(FactMask one, FactMask other, bool bothHold) => bothHold ? one | other : one & other;

        private bool IsSubject(IOperation operation) => KindTests.Is(operation, subject);

        private FactMask OfObject(IPatternOperation pattern, bool outcome)
        {
            switch (pattern)
            {
                case INegatedPatternOperation { Pattern: var inner }:
                    return OfObject(inner, !outcome);
                case IBinaryPatternOperation both:
                    var bothHold = both.OperatorKind == BinaryOperatorKind.And == outcome;
                    return Merge(OfObject(both.LeftPattern, outcome), OfObject(both.RightPattern, outcome), bothHold);
                case ITypePatternOperation { MatchedType: var named }:
                    return NeverOf(KindsOf(named, outcome));
                case IDeclarationPatternOperation { MatchedType: { } declared }:
                    return NeverOf(KindsOf(declared, outcome));
                case IRecursivePatternOperation { PropertySubpatterns: { Length: > 0 } parts, DeconstructionSubpatterns.IsEmpty: true, MatchedType: var type }:
                    // It may fail by another part, or by its type: only if that is a whole kind the object is none of those that have the facts.
                    if (!outcome && (parts.Length > 1 || !contracts.DefinesKind(type))) return FactMask.None;
                    var never = outcome ? NeverOf(contracts.KindsOf(type)) : FactMask.None;
                    foreach (var part in parts)
                    {
                        if (part.Member is IPropertyReferenceOperation { Property: var property }) never |= OfValue(property, part.Pattern, outcome);
                    }

                    return never;
                default:
                    return FactMask.None;
            }
        }

        private Kinds KindsOf(ITypeSymbol type, bool outcome) =>
            outcome ? contracts.KindsOf(type) : contracts.DefinesKind(type) ? Kinds.Any & ~contracts.KindsOf(type) : Kinds.Any;

        private FactMask OfValue(IPropertySymbol property, IPatternOperation pattern, bool outcome)
        {
            while (pattern is INegatedPatternOperation negated) (pattern, outcome) = (negated.Pattern, !outcome);
            var isMissing = pattern switch
            {
                IConstantPatternOperation { Value.ConstantValue: { HasValue: true, Value: null or false } } => outcome,
                IConstantPatternOperation { Value.ConstantValue: { HasValue: true, Value: true } } => !outcome,
                IRecursivePatternOperation { PropertySubpatterns.IsEmpty: true, DeconstructionSubpatterns.IsEmpty: true } => !outcome,
                _ => false,
            };
            return isMissing ? contracts.Of(property).NeededFor : FactMask.None;
        }
    }
}
