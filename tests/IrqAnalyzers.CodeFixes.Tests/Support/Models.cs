using Microsoft.CodeAnalysis;

namespace IrqAnalyzers.CodeFixes.Tests.Support;

/// <summary>Model code around what a test is about. Bodies are given without indentation.</summary>
internal static class Models
{
    public const string Usings = """
        using IrqModel;
        using IrqModel.Contracts;
        using IrqModel.Rules;


        """;

    /// <summary>The assembly of the DSL.</summary>
    public static MetadataReference Dsl { get; } = MetadataReference.CreateFromFile(typeof(IrqModel.Host).Assembly.Location);

    /// <summary>A host with the body of <c>AddDevice</c>; <c>dmar</c> is its IOMMU.</summary>
    public static string Host(string addDevice, string members = "", string name = "TestHost") => Usings + $$"""
        public class {{name}} : Host
        {
            private readonly Iommu dmar;

            public {{name}}(Machine machine) : base(machine) { dmar = new Iommu(machine); }

            public override Flow Boot() => Flow.Completed;

            protected override async Flow AddDevice(PciFunction function)
            {
        {{Indented(addDevice, 8)}}
            }
        {{Indented(members, 4)}}}

        """;

    /// <summary>A host with the body of <c>AddDevice</c> for PFs, which <c>Add</c> is sure to register.</summary>
    public static string PhysicalHost(string addDevice, string members = "", string name = "TestHost") =>
        Host("if (function.IsVirtual) return;\n\n" + addDevice, members, name);

    /// <summary>A notifier with the member <c>OnDeviceAdded</c>; <c>dmar</c> is its IOMMU.</summary>
    public static string Notifier(string onDeviceAdded, string name = "TestNotifier") => Usings + $$"""
        public class {{name}} : IommuNotifier
        {
            private readonly Iommu dmar;

            public {{name}}(Iommu dmar) : base(1) { this.dmar = dmar; }

        {{Indented(onDeviceAdded, 4)}}
        }

        """;

    /// <summary>A notifier with the body of an asynchronous <c>OnDeviceAdded</c>.</summary>
    public static string Handler(string body, string name = "TestNotifier") => Notifier(
        "protected override async Flow OnDeviceAdded(PciFunction function)\n{\n" + Indented(body, 4) + "\n}", name);

    private static string Indented(string code, int columns)
    {
        if (code.Length == 0) return code;
        var indent = new string(' ', columns);
        return string.Join('\n', code.Split('\n').Select(line => line.Length == 0 || line[0] == '#' ? line : indent + line));
    }
}
