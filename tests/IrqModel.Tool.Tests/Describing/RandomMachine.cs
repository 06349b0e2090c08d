using System.Collections.Immutable;
using IrqModel.Tool.Describing;

namespace IrqModel.Tool.Tests.Describing;

/// <summary>Random machines that hardware can have, with every member of a description in use somewhere.</summary>
internal static class RandomMachine
{
    public static MachineDescription Create(int seed)
    {
        var random = new Random(seed);
        var isAmd = random.Next(4) == 0;
        var functions = new List<DescribedFunction>();
        var roots = new List<DescribedBus>();
        for (var segment = 0; segment <= random.Next(2); segment++)
        {
            var next = 1;
            roots.Add(new(new(segment, 0)));
            Fill(random, segment, 0, ref next, functions, depth: 0);
        }

        var controller = functions.FirstOrDefault(function => function is { Bridge: null, Sriov: null });
        if (controller is not null && random.Next(3) == 0)
        {
            roots.Add(new(new(0x10000, 0)) { Controller = controller.Address });
            var next = 1;
            Fill(random, 0x10000, 0, ref next, functions, depth: 2);
        }

        return new($"machine \"{seed}\" \\ with a name")
        {
            Processors = random.Next(1, 500),
            X2Apic = random.Next(2) == 0,
            OffersInterruptRemapping = random.Next(2) == 0,
            BlocksCompatibilityRequests = random.Next(2) == 0,
            IoApicPins = random.Next(1, 240),
            RootBuses = [.. roots],
            Functions = [.. functions.OrderBy(function => function.Address)],
            Units = [.. Units(random, roots, functions, isAmd)],
            IoApics = random.Next(2) == 0 ? [] : [new(2, new RequesterId(0xF0F8)), new(9, new RequesterId(0x00A0))],
        };
    }

    private static void Fill(Random random, int segment, byte bus, ref int next, List<DescribedFunction> functions, int depth)
    {
        for (var device = 0; device < 32; device += random.Next(1, 12))
        {
            var address = new Bdf(segment, bus, device, random.Next(8));
            var added = new DescribedFunction(address)
            {
                Name = random.Next(3) == 0 ? $"function \"{device}\" \u00e9" : null,
                MsixVectors = random.Next(2) == 0 ? random.Next(1, 2049) : 0,
                MsiVectors = random.Next(2) == 0 ? 1 << random.Next(6) : 0,
                Gsi = random.Next(3) == 0 ? random.Next(24) : null,
                LatchesMessages = random.Next(5) == 0,
                ProxyIds = random.Next(6) == 0 ? ["00:1f.7", "ff:00.0"] : null,
            };
            if (depth < 3 && next < 100 && random.Next(3) == 0)
            {
                var secondary = (byte)next++;
                var place = functions.Count;
                functions.Add(added);
                Fill(random, segment, secondary, ref next, functions, depth + 1);
                functions[place] = added with
                {
                    Bridge = new((BridgeKind)random.Next(4), secondary)
                    {
                        Subordinate = random.Next(2) == 0 ? (byte)(next - 1) : null,
                        ForwardsAri = random.Next(2) == 0
                    },
                };
                continue;
            }

            functions.Add(added with
            {
                LacksMsiMaskBits = random.Next(3) == 0,
                IsUnplugged = random.Next(6) == 0,
                Sriov = random.Next(4) == 0 ? Sriov(random) : null,
            });
        }
    }

    private static DescribedSriov Sriov(Random random) => new(random.Next(1, 64), random.Next(1, 256), random.Next(1, 4), random.Next(0, 9))
    {
        InitialVfs = random.Next(4) == 0 ? 0 : null,
        Ari = random.Next(4) == 0 ? new(0, 300, 2) : null,
        ByCount = random.Next(4) == 0 ? [new(0, 128, 2), new(1, 64, 1)] : null,
    };

    private static IEnumerable<DescribedUnit> Units(Random random, List<DescribedBus> roots, List<DescribedFunction> functions, bool isAmd)
    {
        var index = 0;
        foreach (var segment in roots.Select(root => root.Bus.Segment).Where(segment => segment < 0x10000).Distinct())
        {
            if (isAmd)
            {
                yield return new($"ivhd{index++}", 0xFEB80000)
                {
                    Architecture = RemappingArchitecture.AmdVi,
                    Segment = segment,
                    IsCatchAll = true,
                    OwnFunction = functions.First(function => function.Address.Segment == segment).Address
                };
                continue;
            }

            var endpoint = functions.Last(function => function.Address.Segment == segment && function.Address.Bus == 0);
            yield return new($"unit {index++}", (ulong)random.Next(1, 1 << 20) << 12)
            {
                Segment = segment,
                LacksInterruptRemapping = random.Next(4) == 0,
                PostsInterrupts = random.Next(2) == 0,
                LacksExtendedInterruptMode = random.Next(4) == 0,
                Scopes =
                [
                    new(endpoint.Bridge is null ? DeviceScopeKind.Endpoint : DeviceScopeKind.Bridge, 0,
                        [$"{endpoint.Address.Device:x2}.{endpoint.Address.Function:x}"]),
                    new(DeviceScopeKind.IoApic, 0xF0, ["1f.0"]) { EnumerationId = 2 },
                    new(DeviceScopeKind.Endpoint, 3, ["1c.0", "00.0", "02.1"]),
                ],
            };
            yield return new($"dmar{index++}", 0xFFFFFFFFFFFFF000) { Segment = segment, IsCatchAll = true };
        }
    }
}
