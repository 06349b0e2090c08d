using System.Reflection;
using System.Runtime.CompilerServices;

namespace IrqModel.Tool.Models;

/// <summary>What a model without an entry point offers: methods that build machines, hosts, methods that play scenarios.</summary>
internal sealed class ModelParts
{
    private const BindingFlags AnyStatic = BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    private readonly string name;

    public ModelParts(Assembly assembly, string name)
    {
        this.name = name;
        var types = TypesOf(assembly).Where(type => !IsGenerated(type)).ToArray();
        var methods = types.SelectMany(type => type.GetMethods(AnyStatic)).Where(method => !IsGenerated(method) && !method.IsGenericMethod)
            .ToArray();
        Builders = [.. methods.Where(method => method.ReturnType == typeof(Machine) && method.GetParameters().Length == 0)];
        Scenarios = [.. methods.Where(method =>
            method.ReturnType == typeof(Flow) && method.GetParameters() is [{ ParameterType: var parameter }] && typeof(Host)
            .IsAssignableFrom(parameter))];
        Hosts = [.. types.Where(type => typeof(Host)
            .IsAssignableFrom(type) && !type.IsAbstract && !type.ContainsGenericParameters && ConstructorOf(type) is not null)];
    }

    public IReadOnlyList<MethodInfo> Builders { get; }

    public IReadOnlyList<MethodInfo> Scenarios { get; }

    public IReadOnlyList<Type> Hosts { get; }

    /// <summary>The method that builds the machine.</summary>
    public Func<Machine> Builder(string? wanted)
    {
        var method = Choose(Builders, wanted, "--build", "static method without parameters that returns a Machine", NameOf);
        return () => (Machine?)Call(method, []) ?? throw new InputException($"{name}: {NameOf(method)} returned no machine.");
    }

    /// <summary>How the host is made.</summary>
    public Func<Machine, Host> Host(string? wanted)
    {
        var type = Choose(Hosts, wanted, "--host", "type derived from Host whose constructor takes a Machine", host => host.Name);
        var constructor = ConstructorOf(type)!;
        return machine =>
        {
            var arguments = constructor.GetParameters()
                .Select(parameter => parameter.ParameterType == typeof(Machine) ? machine : Default(parameter)).ToArray();
            return (Host)Invoke(() => constructor.Invoke(BindingFlags.DoNotWrapExceptions, null, arguments, null))!;
        };
    }

    /// <summary>The scenario; null if the model has none.</summary>
    public Func<Host, Flow>? Scenario(string? wanted)
    {
        if (wanted is null && Scenarios.Count == 0) return null;
        var method = Choose(Scenarios, wanted, "--scenario", "static method that takes a Host and returns a Flow", NameOf);
        return host => (Flow?)Call(method, [host])!;
    }

    private static object? Call(MethodInfo method, object?[] arguments) =>
        method.Invoke(null, BindingFlags.DoNotWrapExceptions, null, arguments, null);

    private static object? Invoke(Func<object?> make) => make();

    private T Choose<T>(IReadOnlyList<T> found, string? wanted, string option, string what, Func<T, string> nameOf)
    {
        if (found.Count == 0) throw new InputException($"{name}: there is no {what}.");
        T[] matching = wanted is null ? [.. found] : [.. found.Where(each => Matches(nameOf(each), wanted))];
        if (matching.Length == 1) return matching[0];
        var names = string.Join(", ", found.Select(nameOf).Order(StringComparer.Ordinal));
        throw new InputException(
            wanted is null ? $"{name}: there is more than one {what}; choose with {option}: {names}."
            : matching.Length == 0 ? $"{name}: {option} {wanted}: expected one of {names}."
            : $"{name}: {option} {wanted} is ambiguous; there are {names}.");
    }

    private static bool Matches(string full, string wanted) =>
        string.Equals(full, wanted, StringComparison.OrdinalIgnoreCase) || full.EndsWith("." + wanted, StringComparison.OrdinalIgnoreCase);

    private static string NameOf(MethodInfo method) => $"{method.DeclaringType!.Name}.{method.Name}";

    private static ConstructorInfo? ConstructorOf(Type type) => type
        .GetConstructors(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic)
        .Where(constructor => constructor.GetParameters() is { Length: > 0 } parameters
            && parameters.Count(parameter => parameter.ParameterType == typeof(Machine)) == 1
            && parameters.All(parameter => parameter.ParameterType == typeof(Machine) || HasDefault(parameter)))
        .MinBy(constructor => constructor.GetParameters().Length);

    private static bool HasDefault(ParameterInfo parameter) =>
        parameter.HasDefaultValue || parameter.IsDefined(typeof(ParamArrayAttribute));

    private static object? Default(ParameterInfo parameter) =>
        parameter.IsDefined(typeof(ParamArrayAttribute)) ? Array.CreateInstance(parameter.ParameterType.GetElementType()!, 0)
            : parameter.DefaultValue;

    private static bool IsGenerated(MemberInfo member) =>
        member.IsDefined(typeof(CompilerGeneratedAttribute)) || member.Name.Contains('<', StringComparison.Ordinal);

    private static Type[] TypesOf(Assembly assembly)
    {
        try
        {
            return assembly.GetTypes();
        }
        catch (ReflectionTypeLoadException partly)
        {
            throw new InputException(
                $"{assembly.GetName().Name}: {partly.LoaderExceptions.OfType<Exception>().FirstOrDefault()?.Message ?? partly.Message}");
        }
    }
}
