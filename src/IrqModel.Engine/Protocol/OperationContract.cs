using System.Collections.Concurrent;
using System.Reflection;
using IrqModel.Contracts;

namespace IrqModel.Engine;

/// <summary>The contracts of one operation, read from the very attributes that the analyzers read from symbols.</summary>
internal sealed class OperationContract
{
    private static readonly ConcurrentDictionary<MethodInfo, OperationContract> Known = new();

    private const string Getter = "get_";

    private OperationContract(MethodInfo method)
    {
        Name = $"{method.DeclaringType!.Name}.{MemberName(method)}";
        Method = method;
        Requires = [.. method.GetCustomAttributes<RequiresAttribute>()];
        RequiresAbsent = [.. method.GetCustomAttributes<RequiresAbsentAttribute>()];
        WrongIf = [.. method.GetCustomAttributes<WrongIfAttribute>()];
        Ensures = [.. method.GetCustomAttributes<EnsuresAttribute>().Where(
            contract => contract is { ThroughHandlers: false, Widespread: false, IfResultIgnored: false })];
        Revokes = [.. method.GetCustomAttributes<RevokesAttribute>().Where(contract => !contract.Widespread)];
        Argument = method.GetCustomAttribute<RequiresArgumentAttribute>();
        Duties = [.. method.GetParameters().Take(1).SelectMany(parameter => parameter.GetCustomAttributes<LeavesWithAttribute>())];
        ReturnsSomething = AnswerOf(method);
        Absences = [.. method.GetParameters().Take(1).SelectMany(parameter => parameter.GetCustomAttributes<LeavesWithoutAttribute>())];
    }

    /// <summary>Declaring type and method, as findings name the operation.</summary>
    public string Name { get; }

    public MethodInfo Method { get; }

    public RequiresAttribute[] Requires { get; }

    public RequiresAbsentAttribute[] RequiresAbsent { get; }

    public WrongIfAttribute[] WrongIf { get; }

    public EnsuresAttribute[] Ensures { get; }

    public RevokesAttribute[] Revokes { get; }

    public RequiresArgumentAttribute? Argument { get; }

    /// <summary>What is broken where nothing is returned; null where nothing may be.</summary>
    public ReturnsSomethingAttribute? ReturnsSomething { get; }

    /// <summary>The facts that must hold for a parameter at each exit of a handler.</summary>
    public LeavesWithAttribute[] Duties { get; }

    /// <summary>The facts that must not hold for a parameter at each exit of a handler.</summary>
    public LeavesWithoutAttribute[] Absences { get; }

    /// <summary>The contract of a method as it was first declared.</summary>
    public static OperationContract Of(MethodInfo method) => Known.GetOrAdd(method, static found => new(found));

    /// <summary>The contract of an operation of the DSL.</summary>
    public static OperationContract Of(Type type, string name) =>
        Of(type.GetMethod(name, BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly)
            ?? throw new MissingMethodException(type.Name, name));

    /// <summary>The contract of a property of the DSL.</summary>
    public static OperationContract OfProperty(Type type, string name) => Of(type, $"{Getter}{name}");

    /// <summary>The type that a finding names for a subject: that of the receiver, or of the parameter.</summary>
    public string SubjectType(string? subject)
    {
        if (subject is null) return Method.DeclaringType!.Name;
        foreach (var parameter in Method.GetParameters())
        {
            if (parameter.Name == subject) return parameter.ParameterType.Name;
        }

        throw new InvalidOperationException($"{Name} has a contract for '{subject}', which is no parameter of it.");
    }

    // A property is what a model overrides, its getter what runs.
    private static string MemberName(MethodInfo method) => method.IsSpecialName && method.Name.StartsWith(Getter, StringComparison.Ordinal)
        ? method.Name[Getter.Length..] : method.Name;

    private static ReturnsSomethingAttribute? AnswerOf(MethodInfo method) =>
        method.GetCustomAttribute<ReturnsSomethingAttribute>()
        ?? (MemberName(method) is var name && name != method.Name
            ? method.DeclaringType!.GetProperty(name)?.GetCustomAttribute<ReturnsSomethingAttribute>()
            : null);
}
