using System.Collections.Immutable;
using IrqAnalyzers.Contracts;
using IrqAnalyzers.Program;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace IrqAnalyzers.Rules;

/// <summary>What occurs in a body, looked for once. Rules that read the text of a body go on only where it has what they are about.</summary>
internal readonly struct BodyContents
{
    private BodyContents(bool hasCalls, bool hasCollections, bool hasCode, bool hasLoops, bool hasAwaits, bool hasGuards) =>
        (HasCalls, HasCollections, HasCode, HasLoops, HasAwaits, HasGuards) = (hasCalls, hasCollections, hasCode, hasLoops, hasAwaits, hasGuards);

    /// <summary>Calls of operations of the DSL, or of helpers that may make them.</summary>
    public bool HasCalls { get; }

    /// <summary>Fields and properties with collections.</summary>
    public bool HasCollections { get; }

    /// <summary>Lambdas, and methods that are used as values.</summary>
    public bool HasCode { get; }

    /// <summary>Loops of any kind.</summary>
    public bool HasLoops { get; }

    /// <summary>What may wait: <c>await</c>, loops, and what is disposed of.</summary>
    public bool HasAwaits { get; }

    /// <summary>Choices, in a body that reads a collection or a flag in a field.</summary>
    public bool HasGuards { get; }

    public static BodyContents Of(ImmutableArray<IOperation> blocks, ProgramFacts program)
    {
        var (calls, collections, code, loops, awaits) = (false, false, false, false, false);
        var (choices, flags) = (false, false);
        foreach (var root in blocks)
        {
            foreach (var operation in root.Descendants())
            {
                switch (operation.Kind)
                {
                    case OperationKind.Invocation when !calls:
                        var called = ((IInvocationOperation)operation).TargetMethod;
                        calls = program.Contracts.Known.IsDsl(called) || program.IsOwn(called);
                        break;
                    case OperationKind.FieldReference or OperationKind.PropertyReference when !collections:
                        collections = operation.Type is { } type && ContractTable.IsCollection(type);
                        flags |= operation.Kind == OperationKind.FieldReference && operation.Type?.SpecialType == SpecialType.System_Boolean;
                        break;
                    case OperationKind.Conditional:
                        choices = true;
                        break;
                    case OperationKind.DelegateCreation:
                        code = true;
                        break;
                    case OperationKind.Loop:
                        loops = true;
                        break;
                    case OperationKind.Await or OperationKind.Using or OperationKind.UsingDeclaration:
                        awaits = true;
                        break;
                }
            }
        }

        return new(calls, collections, code, loops, awaits || loops, choices && (collections || flags));
    }
}
