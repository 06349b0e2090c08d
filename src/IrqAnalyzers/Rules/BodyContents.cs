using IrqAnalyzers.Contracts;
using IrqAnalyzers.Program;
using IrqAnalyzers.Roslyn;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace IrqAnalyzers.Rules;

/// <summary>What occurs in a body, looked for once. Rules that read the text of a body go on only where it has what they are about.</summary>
internal readonly struct BodyContents
{
    private BodyContents(bool hasCalls, bool hasCollections, bool hasCode, bool hasLoops, bool hasAwaits, bool hasGuards, bool hasOwnCalls, bool hasObjects)
    {
        (HasCalls, HasCollections, HasCode, HasLoops, HasAwaits) = (hasCalls, hasCollections, hasCode, hasLoops, hasAwaits);
        (HasGuards, HasOwnCalls, HasObjects) = (hasGuards, hasOwnCalls, hasObjects);
    }

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

    /// <summary>Several calls of methods of the same object.</summary>
    public bool HasOwnCalls { get; }

    /// <summary>Several objects of the project that are made.</summary>
    public bool HasObjects { get; }

    public static BodyContents Of(BlockContext body, ProgramFacts program)
    {
        var (calls, collections, code, loops, awaits) = (false, false, false, false, false);
        var (choices, flags, ownCalls, objects) = (false, false, 0, 0);
        foreach (var operation in body.Operations)
        {
            switch (operation.Kind)
            {
                case OperationKind.Invocation when !calls || ownCalls < 2:
                    var call = (IInvocationOperation)operation;
                    var isOwn = program.IsOwn(call.TargetMethod);
                    calls |= isOwn || program.Contracts.Known.IsDsl(call.TargetMethod);
                    if (isOwn && call.Instance is IInstanceReferenceOperation) ownCalls++;
                    break;
                case OperationKind.FieldReference or OperationKind.PropertyReference when !collections:
                    collections = operation.Type is { } type && ContractTable.IsCollection(type);
                    flags |= operation.Kind == OperationKind.FieldReference && operation.Type?.SpecialType == SpecialType.System_Boolean;
                    break;
                case OperationKind.ObjectCreation when objects < 2 && operation.Type is { } made && program.IsOwn(made):
                    objects++;
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

        return new(calls, collections, code, loops, awaits || loops, choices && (collections || flags), ownCalls > 1, objects > 1);
    }
}
