using System.Collections.Immutable;
using IrqAnalyzers.Checks;
using IrqAnalyzers.Contracts;
using IrqAnalyzers.Roslyn;
using IrqAnalyzers.Transfer;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace IrqAnalyzers.Rules;

/// <summary>
/// Methods and properties that owe an answer (<c>[ReturnsSomething]</c>) and return nothing: false, null, or an empty collection. What each
/// <c>return</c> says is read off it; what comes out of a variable or a call is unknown.
/// </summary>
internal sealed class EmptyAnswers
{
    private readonly ContractTable contracts;
    private readonly DeclaredRules rules;

    public EmptyAnswers(ContractTable contracts, DeclaredRules rules)
    {
        this.contracts = contracts;
        this.rules = rules;
    }

    public void Analyze(BlockContext block)
    {
        if (AnswerOf(block.OwningSymbol) is not { } member || DutyOf(member) is not { } duty) return;
        var answers = new Answers();
        foreach (var part in block.OperationBlocks)
        {
            if (part is not (IBlockOperation or IPropertyInitializerOperation)) continue;
            Collect(part, answers);
            if (answers.Empty is { } empty) Report(block, duty, part, empty, answers);
        }
    }

    // What is neither an override nor has attributes of its own owes nothing.
    private static ISymbol? AnswerOf(ISymbol owner) => owner switch
    {
        IMethodSymbol { MethodKind: MethodKind.PropertyGet, AssociatedSymbol: IPropertySymbol property } => property,
        IMethodSymbol { ReturnsVoid: false, MethodKind: MethodKind.Ordinary } => owner,
        IPropertySymbol => owner,
        _ => null,
    };

    private Duty? DutyOf(ISymbol member)
    {
        for (ISymbol? declaration = member; declaration is not null; declaration = Overridden(declaration))
        {
            foreach (var attribute in declaration.GetAttributes())
            {
                if (contracts.Known.RoleOf(attribute) == AttributeRole.ReturnsSomething && AttributeReader.Named(attribute, "Rule") is string rule)
                    return new(rule, member, declaration);
            }
        }

        return null;
    }

    private static ISymbol? Overridden(ISymbol member) => member switch
    {
        IMethodSymbol method => method.OverriddenMethod,
        IPropertySymbol property => property.OverriddenProperty,
        _ => null,
    };

    // A method with 'yield' returns at least one element if it says so anywhere.
    private static void Collect(IOperation part, Answers answers)
    {
        if (part is IPropertyInitializerOperation initializer)
        {
            answers.Add(initializer.Value);
            answers.IsSure = false;     // a constructor or a caller may set another value
            return;
        }

        foreach (var operation in part.Descendants())
        {
            if (operation is not IReturnOperation leaving || IsInner(leaving, part)) continue;
            if (leaving.Kind == OperationKind.YieldReturn) answers.HasSomething = true;
            else if (leaving.Kind == OperationKind.YieldBreak) answers.Empty ??= leaving.Syntax;
            else if (leaving.ReturnedValue is { } value) answers.Add(value);
        }
    }

    private static bool IsInner(IOperation operation, IOperation part)
    {
        for (var around = operation.Parent; around is not null && around != part; around = around.Parent)
        {
            if (around is IAnonymousFunctionOperation or ILocalFunctionOperation) return true;
        }

        return false;
    }

    private void Report(BlockContext block, Duty duty, IOperation part, SyntaxNode place, Answers answers)
    {
        var descriptor = rules.Find(duty.Rule)?.Descriptor ?? DeclaredRules.Standing(duty.Rule) ?? Descriptors.Find(duty.Rule);
        if (descriptor is null || GeneratedCode.IsHidden(place.GetLocation(), block.CancellationToken)) return;
        var isDefinite = answers is { IsSure: true, HasSomething: false };
        var severity = isDefinite
            ? descriptor.DefaultSeverity
            : Reporter.PossibleSeverity(block.Options.AnalyzerConfigOptionsProvider.GetOptions(place.SyntaxTree));
        if (severity is not { } effective) return;
        var type = duty.Declaration.ContainingType.Name;
        var properties = ImmutableDictionary<string, string?>.Empty
            .Add(Reporter.Key, FindingKey.OfHandler(duty.Rule, $"{type}.{duty.Declaration.Name}", type, part.Syntax))
            .Add(Reporter.Certainty, isDefinite ? "definite" : "possible")
            .Add(Reporter.Class, "any");
        var parts = new MessageParts(duty.Rule, duty.Member.Name, "this") { When = isDefinite ? string.Empty : " on some paths", ReturnsNothing = true };
        var text = rules.Find(duty.Rule)?.MessageOf(parts, facts: string.Empty)
            ?? (DeclaredRules.IsReserved(duty.Rule) ? DeclaredRule.StandardText(parts, facts: string.Empty) : Messages.Of(parts));
        block.ReportDiagnostic(Diagnostic.Create(descriptor, place.GetLocation(), effective, additionalLocations: null, properties, text));
    }

    private sealed class Duty
    {
        public Duty(string rule, ISymbol member, ISymbol declaration)
        {
            Rule = rule;
            Member = member;
            Declaration = declaration;
        }

        public string Rule { get; }

        /// <summary>What the body belongs to.</summary>
        public ISymbol Member { get; }

        /// <summary>What has the contract: the member, or what it overrides.</summary>
        public ISymbol Declaration { get; }
    }

    /// <summary>What the returns of a body say.</summary>
    private sealed class Answers
    {
        /// <summary>The first return of nothing.</summary>
        public SyntaxNode? Empty { get; set; }

        /// <summary>Whether something is, or may be, returned too.</summary>
        public bool HasSomething { get; set; }

        public bool IsSure { get; set; } = true;

        public void Add(IOperation value)
        {
            while (value is IConversionOperation conversion) value = conversion.Operand;
            if (value is IConditionalOperation { WhenFalse: { } other } choice)
            {
                Add(choice.WhenTrue);
                Add(other);
            }
            else if (IsNothing(value)) Empty ??= value.Syntax;
            else HasSomething = true;
        }

        private static bool IsNothing(IOperation value) => value switch
        {
            { ConstantValue: { HasValue: true, Value: null or false } } => true,
            IArrayCreationOperation { Initializer.ElementValues.IsEmpty: true } => true,
            IArrayCreationOperation { Initializer: null } array =>
                array.DimensionSizes.Length == 1 && array.DimensionSizes[0].ConstantValue is { HasValue: true, Value: 0 },
            IInvocationOperation { Instance: null, Arguments.IsEmpty: true, TargetMethod.Name: "Empty" } call => IsCollection(call.TargetMethod.ReturnType),
            IMemberReferenceOperation { Instance: null, Member.Name: "Empty", Type: { } type } => IsCollection(type),
            IObjectCreationOperation { Arguments.IsEmpty: true, Initializer: null, Type: { } type } => IsCollection(type),
            { Kind: Collections.CollectionExpressionKind } => !value.Syntax.ChildNodes().Any(),
            _ => false,
        };

        private static bool IsCollection(ITypeSymbol type) =>
            type.OriginalDefinition.SpecialType == SpecialType.System_Collections_Generic_IEnumerable_T || ContractTable.IsCollection(type);
    }
}
