using Npgsql;
using NpgsqlTypes;

namespace Consult.Silo.Storage.Postgres;

/// <summary>
/// Rows as one array per column, which <c>unnest</c> makes rows of again: however many there are, the statement and
/// its plan stay the same. Columns take the numbers <c>$1</c>, <c>$2</c> … in the order in which they are added.
/// </summary>
internal sealed class ArrayParameters<TRow>(NpgsqlParameterCollection parameters)
{
    private readonly List<Action<IReadOnlyList<TRow>>> _columns = [];

    public ArrayParameters<TRow> Text(Func<TRow, string?> value) => Add(NpgsqlDbType.Text, value);

    public ArrayParameters<TRow> Number(Func<TRow, long> value) => Add(NpgsqlDbType.Bigint, value);

    public ArrayParameters<TRow> NumberOrNull(Func<TRow, long?> value) => Add(NpgsqlDbType.Bigint, value);

    public ArrayParameters<TRow> Bytes(Func<TRow, byte[]?> value) => Add(NpgsqlDbType.Bytea, value);

    public void Set(IReadOnlyList<TRow> rows)
    {
        foreach (var column in _columns) column(rows);
    }

    private ArrayParameters<TRow> Add<T>(NpgsqlDbType type, Func<TRow, T> value)
    {
        var parameter = new NpgsqlParameter<T[]> { NpgsqlDbType = NpgsqlDbType.Array | type, TypedValue = [] };
        parameters.Add(parameter);
        _columns.Add(rows =>
        {
            var values = new T[rows.Count];
            for (var i = 0; i < values.Length; i++) values[i] = value(rows[i]);
            parameter.TypedValue = values;
        });
        return this;
    }
}
