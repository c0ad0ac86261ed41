// The dropped files in the browser's own memory, so that a reload finds them. They go nowhere else.

const most = 100_000_000;

/** @returns {Promise<IDBDatabase>} */
function open() {
  return new Promise((resolve, reject) => {
    const asked = indexedDB.open('tollama', 1);
    asked.onupgradeneeded = () => asked.result.createObjectStore('kept');
    asked.onsuccess = () => resolve(asked.result);
    asked.onerror = () => reject(asked.error);
  });
}

/**
 * @template T
 * @param {IDBTransactionMode} mode
 * @param {(store: IDBObjectStore) => IDBRequest<T>} act
 * @returns {Promise<T>}
 */
async function within(mode, act) {
  const database = await open();
  try {
    return await new Promise((resolve, reject) => {
      const asked = act(database.transaction('kept', mode).objectStore('kept'));
      asked.onsuccess = () => resolve(asked.result);
      asked.onerror = () => reject(asked.error);
    });
  } finally {
    database.close();
  }
}

/**
 * @param {File[]} files
 * @returns {Promise<boolean>} false when they are too large, or the browser keeps nothing
 */
export async function save(files) {
  if (files.reduce((sum, file) => sum + file.size, 0) > most) {
    await clear();
    return false;
  }

  try {
    await within('readwrite', store => store.put(files, 'files'));
    return true;
  } catch {
    return false;
  }
}

/** @returns {Promise<File[]>} none when nothing was kept */
export async function load() {
  try {
    return (await within('readonly', store => store.get('files'))) ?? [];
  } catch {
    return [];
  }
}

export async function clear() {
  try {
    await within('readwrite', store => store.delete('files'));
  } catch {
    // A browser that keeps nothing has nothing to forget.
  }
}
