using System.ComponentModel;
using System.Reflection;
using IrqModel.Contracts;

namespace IrqModel.Runtime;

/// <summary>
/// An operation with contracts of a model's own, as the code that the package generates knows it. Calls of it go through <see cref="Before"/> and
/// <see cref="After"/>, so that a run checks and notes them as it does those of the DSL. Not meant to be used by hand.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class CheckedOperation
{
    private readonly string[] parameters;

    private CheckedOperation(MethodInfo method, IReadOnlyList<WrittenContract> contracts)
    {
        Method = method;
        Contracts = contracts;
        Duties = [.. MethodDeclarations.Of(method).SelectMany(WrittenDuty.Of)];
        parameters = [.. method.GetParameters().Select(parameter => parameter.Name ?? "")];
    }

    /// <summary>The method.</summary>
    public MethodInfo Method { get; }

    /// <summary>What its attributes say, those it inherits included, and what files say.</summary>
    internal IReadOnlyList<WrittenContract> Contracts { get; }

    /// <summary>The duties of a handler towards its parameters at its end.</summary>
    internal IReadOnlyList<WrittenDuty> Duties { get; }

    /// <summary>Facts that cannot be tracked in a run: some call that changes them is not intercepted.</summary>
    private static readonly System.Collections.Concurrent.ConcurrentDictionary<Enum, byte> Blind = new();

    /// <summary>Notes that some calls which change facts cannot be seen, so that a run does not judge by the facts.</summary>
    /// <param name="facts">The facts.</param>
    public static void CannotSee(params Enum[] facts)
    {
        ArgumentNullException.ThrowIfNull(facts);
        foreach (var fact in facts) Blind.TryAdd(fact, 0);
    }

    /// <summary>Whether no run can tell if a fact holds.</summary>
    internal static bool IsBlind(Enum fact) => Blind.ContainsKey(fact);

    /// <summary>Finds an operation.</summary>
    /// <param name="type">The type that declares it; of a generic type the definition.</param>
    /// <param name="name">Its name in metadata.</param>
    /// <param name="arity">The number of its type parameters.</param>
    /// <param name="parameters">The types of its parameters.</param>
    /// <param name="fromFiles">What files say about it.</param>
    /// <exception cref="MissingMethodException">The type has no such method.</exception>
    public static CheckedOperation Of(Type type, string name, int arity, Type[] parameters, params ContractAttribute[] fromFiles)
    {
        ArgumentNullException.ThrowIfNull(type);
        const BindingFlags Any = BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;
        var method = type.GetMethod(name, arity, Any, null, parameters, null) ?? throw new MissingMethodException(type.FullName, name);
        var contracts = new List<WrittenContract>();
        foreach (var declaration in MethodDeclarations.Of(method)) contracts.AddRange(WrittenContract.Of(declaration));
        foreach (var contract in fromFiles) contracts.Add(new(contract, method));
        return new(method, contracts);
    }

    /// <summary>Checks what the operation requires.</summary>
    /// <param name="receiver">What it is called on; <see langword="null"/> for a static method.</param>
    /// <param name="arguments">Its arguments, those that are no objects as <see langword="null"/>.</param>
    /// <param name="file">The caller's file.</param>
    /// <param name="line">The caller's line.</param>
    public void Before(object? receiver, object?[] arguments, string file, int line) =>
        ModelRuntime.Running?.BeforeOwn(this, receiver, arguments, new(file, line));

    /// <summary>Notes what the operation establishes and takes back.</summary>
    /// <param name="receiver">What it was called on; <see langword="null"/> for a static method.</param>
    /// <param name="arguments">Its arguments, those that are no objects as <see langword="null"/>.</param>
    public void After(object? receiver, object?[] arguments)
    {
        Note(receiver, arguments);
        Leave(receiver, arguments);
    }

    private void Leave(object? receiver, object?[] arguments)
    {
        if (Duties.Count > 0) ModelRuntime.Running?.LeavingOwn(this, receiver, arguments);
    }

    private void Note(object? receiver, object?[] arguments)
    {
        // The same order as for operations of the DSL: revoked facts are gone, even if the operation establishes others.
        foreach (var contract in Contracts)
        {
            if (contract.Attribute is EnsuresAttribute { ThroughHandlers: false, Widespread: false } ensures
                && SubjectOf(contract, receiver, arguments) is { } subject)
                ObjectFacts.Of(subject).Ensure(ensures.Facts, ensures.DeclaredFacts, ensures.When);
        }

        foreach (var contract in Contracts)
        {
            if (contract.Attribute is RevokesAttribute { Widespread: false } revokes && SubjectOf(contract, receiver, arguments) is { } subject)
                ObjectFacts.Of(subject).Revoke(revokes.Facts, revokes.DeclaredFacts, revokes.When);
        }
    }

    /// <summary>The same for an operation that returns a flow or a result: its duties towards what it was given are checked when it has ended.</summary>
    /// <typeparam name="T">The type of the result.</typeparam>
    /// <param name="result">What the operation returned.</param>
    /// <param name="receiver">What it was called on; <see langword="null"/> for a static method.</param>
    /// <param name="arguments">Its arguments, those that are no objects as <see langword="null"/>.</param>
    /// <returns>The result.</returns>
    public T After<T>(T result, object? receiver, object?[] arguments)
    {
        if (result is Flow { Exception: not null }) return result;
        Note(receiver, arguments);
        if (Duties.Count == 0) return result;
        if (result is Flow flow) flow.WhenCompleted(() => Leave(receiver, arguments));
        else Leave(receiver, arguments);
        return result;
    }

    /// <summary>The object that a contract applies to; <see langword="null"/> if the call passes none.</summary>
    internal object? SubjectOf(WrittenContract contract, object? receiver, object?[] arguments)
    {
        if (contract.Subject is not { } name) return receiver;

        // The declaration that has the contract may call its parameters otherwise than the method that is called.
        var ordinal = Array.FindIndex(contract.Declaration.GetParameters(), parameter => parameter.Name == name);
        if (ordinal < 0) ordinal = Array.IndexOf(parameters, name);
        return ordinal >= 0 && ordinal < arguments.Length ? arguments[ordinal] : null;
    }
}
