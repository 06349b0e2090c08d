using System.Reflection;
using System.Runtime.Loader;

namespace IrqModel.Tool.Models;

/// <summary>
/// Loads a model and what it needs. The DSL, the engine and the hosts are the tool's own, whatever version the model was built with.
/// </summary>
/// <param name="assembly">The model's assembly, by full path.</param>
internal sealed class ModelLoadContext(string assembly) : AssemblyLoadContext("model")
{
    private static readonly Dictionary<string, Assembly> Own = new Assembly[]
    {
        typeof(Machine).Assembly, typeof(Engine.Simulation).Assembly, typeof(IrqModel.Hosts.LinuxHost).Assembly,
            typeof(Firmware.DmarTable).Assembly,
    }.ToDictionary(own => own.GetName().Name!);

    private readonly AssemblyDependencyResolver resolver = new(assembly);

    protected override Assembly? Load(AssemblyName assemblyName)
    {
        if (Own.TryGetValue(assemblyName.Name!, out var own)) return own;
        return resolver.ResolveAssemblyToPath(assemblyName) is { } path ? LoadFromAssemblyPath(path) : null;
    }

    protected override nint LoadUnmanagedDll(string unmanagedDllName) =>
        resolver.ResolveUnmanagedDllToPath(unmanagedDllName) is { } path ? LoadUnmanagedDllFromPath(path) : 0;
}
