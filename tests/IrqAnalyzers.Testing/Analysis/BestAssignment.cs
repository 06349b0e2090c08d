namespace Microsoft.CodeAnalysis.Testing;

/// <summary>Pairs two lists so that the sum of the pairs' costs is least (Kuhn and Munkres, O(n^3)).</summary>
internal static class BestAssignment
{
    /// <summary>For each row its column, or -1 where there are more rows than columns.</summary>
    public static int[] Find(int rows, int columns, Func<int, int, int> cost)
    {
        var size = Math.Max(rows, columns);
        var rowPotential = new int[size + 1];
        var columnPotential = new int[size + 1];
        var rowOfColumn = new int[size + 1];
        for (var row = 1; row <= size; row++)
            Augment(row, size, Cost, rowPotential, columnPotential, rowOfColumn);

        var columnOfRow = Enumerable.Repeat(-1, rows).ToArray();
        for (var column = 1; column <= columns; column++)
        {
            if (rowOfColumn[column] <= rows)
                columnOfRow[rowOfColumn[column] - 1] = column - 1;
        }

        return columnOfRow;

        int Cost(int row, int column) => row <= rows && column <= columns ? cost(row - 1, column - 1) : 0;
    }

    private static void Augment(
        int row, int size, Func<int, int, int> cost, int[] rowPotential, int[] columnPotential, int[] rowOfColumn)
    {
        var least = Enumerable.Repeat(int.MaxValue, size + 1).ToArray();
        var previous = new int[size + 1];
        var visited = new bool[size + 1];
        var column = 0;
        rowOfColumn[0] = row;
        do
        {
            visited[column] = true;
            var current = rowOfColumn[column];
            var delta = int.MaxValue;
            var next = 0;
            for (var other = 1; other <= size; other++)
            {
                if (visited[other])
                    continue;
                var reduced = cost(current, other) - rowPotential[current] - columnPotential[other];
                if (reduced < least[other])
                {
                    least[other] = reduced;
                    previous[other] = column;
                }

                if (least[other] < delta)
                {
                    delta = least[other];
                    next = other;
                }
            }

            for (var other = 0; other <= size; other++)
            {
                if (visited[other])
                {
                    rowPotential[rowOfColumn[other]] += delta;
                    columnPotential[other] -= delta;
                }
                else
                {
                    least[other] -= delta;
                }
            }

            column = next;
        }
        while (rowOfColumn[column] != 0);

        while (column != 0)
        {
            var before = previous[column];
            rowOfColumn[column] = rowOfColumn[before];
            column = before;
        }
    }
}
