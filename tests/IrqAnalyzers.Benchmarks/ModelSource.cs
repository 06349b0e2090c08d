using System.Globalization;
using System.Text;

namespace IrqAnalyzers.Benchmarks;

/// <summary>
/// Writes model projects of a wanted size: hosts, notifiers, drivers and helpers as engineers write them, with branches, loops, early returns
/// and here and there something disposable, so that the peers have work too. The same number gives the same text.
/// </summary>
internal static class ModelSource
{
    private const int LinesOfFile = 500;

    /// <summary>The files of a project with about so many lines.</summary>
    public static IReadOnlyList<string> Files(int lines)
    {
        var files = new List<string>();
        for (var number = 0; lines > 0; number++)
        {
            var size = Math.Min(lines, LinesOfFile);
            files.Add(File(number, size));
            lines -= size;
        }

        return files;
    }

    /// <summary>One file with about so many lines.</summary>
    public static string File(int number, int lines)
    {
        var text = new StringBuilder("using System;\nusing System.Collections.Generic;\nusing System.IO;\nusing IrqModel;\n\n");
        text.Append(CultureInfo.InvariantCulture, $"namespace Generated.Part{number};\n\n");
        var written = 7;
        for (var model = 0; written < lines; model++)
        {
            var one = Model(model, (number * 31) + model);
            text.Append(one);
            written += one.AsSpan().Count('\n');
        }

        return text.ToString();
    }

    private static string Model(int number, int variant) => Template
        .Replace("$N", number.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)
        .Replace("$V", ((variant % 7) + 1).ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)
        .Replace("$R", variant % 5 == 0 ? "if (function.MsixTableSize == 0) return;" : "if (function.MsixTableSize == 0) audit.WriteLine(function.Name);", StringComparison.Ordinal);

    private const string Template = """
        public sealed class Host$N(Machine machine) : Host(machine)
        {
            private readonly Iommu iommu = new(machine);
            private readonly List<PciFunction> failed = [];
            private int retries;

            public override async Flow Boot()
            {
                iommu.EnableInterruptRemapping();
                CreateDefaultMsiDomain();
                Subscribe(new Notifier$N(iommu));
                await ScanBuses();
                for (var round = 0; round < $V; round++)
                {
                    await RegisterDriver(new Driver$N(round));
                    if (failed.Count == 0) break;
                    retries += failed.Count;
                }
            }

            protected override async Flow AddDevice(PciFunction function)
            {
                SetDefault(function);
                function.MatchDriver = false;
                await function.Add();
                if (function.Driver is not null) throw new InvalidOperationException(Describe(function));
                try
                {
                    if (!function.IsVirtual && iommu.Knows(function) && iommu.FindMsiDomain(function) is { } domain)
                        function.AssignMsiDomain(domain);
                    else if (function.IsVirtual)
                        function.InheritMsiDomain();
                }
                finally
                {
                    function.MatchDriver = true;
                }

                await function.Attach();
            }

            private void SetDefault(PciFunction function)
            {
                var domain = function.Bus.MsiDomain ?? DefaultMsiDomain;
                if (domain is null) failed.Add(function);
                function.SetDefaultMsiDomain(domain);
            }

            private string Describe(PciFunction function)
            {
                var text = new StringWriter();
                text.Write(function.Name);
                switch (retries)
                {
                    case 0: text.Write(" at once"); break;
                    case 1: text.Write(" at the second attempt"); break;
                    default: text.Write(" after " + retries + " attempts"); break;
                }

                return text.ToString();
            }
        }

        public sealed class Notifier$N(Iommu iommu) : IommuNotifier(priority: $V)
        {
            private readonly StringWriter audit = new();

            protected override async Flow OnDeviceAdded(PciFunction function)
            {
                if (function.IsVirtual)
                {
                    function.InheritMsiDomain();
                    return;
                }

                Register(function);
            }

            protected override async Flow OnDeviceRemoved(PciFunction function) => iommu.Unregister(function);

            private void Register(PciFunction function)
            {
                iommu.Register(function);
                $R
                if (function.HasSpecialMsiDomain) return;
                if (iommu.FindMsiDomain(function) is { } domain) function.AssignMsiDomain(domain);
            }
        }

        public sealed class Driver$N(int round) : PciDriver("driver $N." + round)
        {
            private readonly Dictionary<PciFunction, int> vectors = [];

            public override bool Matches(PciFunction function)
            {
                if (function.VectorCapacity == 0) return false;
                foreach (var other in vectors.Keys)
                {
                    if (ReferenceEquals(other, function)) return false;
                }

                return round % $V == 0;
            }

            protected override async Flow Probe(PciFunction function)
            {
                var wanted = Math.Min(function.VectorCapacity, $V);
                var count = 0;
                while (wanted > 0 && (count = function.AllocateVectors(wanted)) == 0) wanted /= 2;
                if (count == 0) return;
                function.RequestInterrupts();
                vectors[function] = count;
                Log(function, count);
            }

            protected override async Flow Unbind(PciFunction function)
            {
                if (function is PhysicalFunction { HasVirtualFunctions: true } physical) await physical.DisableSriov();
                function.ReleaseInterrupts();
                function.FreeVectors();
                vectors.Remove(function);
            }

            private void Log(PciFunction function, int count)
            {
                using var stream = new MemoryStream();
                using var writer = new StreamWriter(stream);
                for (var index = 0; index < count; index++)
                {
                    if (index % 2 == 0) writer.Write(function.Name);
                    else writer.Write(index);
                }

                writer.Flush();
                if (stream.Length > 1024) Console.WriteLine(round);
            }
        }


        """;
}
