using System.Collections;

namespace Tollama.Data.Tables.Assembly;

/// <summary>Some items of a list, seen through their places: nothing is copied.</summary>
/// <param name="places">For each item its place.</param>
/// <param name="at">The item at a place of the whole, given also the place in this list.</param>
internal sealed class PickedList<T>(RowSet places, Func<int, int, T> at) : IReadOnlyList<T>
{
    public int Count => places.Length;

    public T this[int index] => at(places[index], index);

    public IEnumerator<T> GetEnumerator()
    {
        for (int index = 0; index < places.Length; index++)
        {
            yield return this[index];
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
