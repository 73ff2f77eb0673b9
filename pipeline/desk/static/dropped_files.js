// Files that were dropped on a page that does not take them: they lie in the browser until the page that does is open.
const STORE = "dropped";

function open() {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open("kanben-desk", 1);
    request.onupgradeneeded = () => request.result.createObjectStore(STORE);
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

/** What *act* asks of the store, once it is done; undefined where the browser keeps nothing. */
async function ask(act) {
  try {
    const base = await open();
    const order = base.transaction(STORE, "readwrite");
    const request = act(order.objectStore(STORE));
    await new Promise((resolve, reject) => Object.assign(order, { oncomplete: resolve, onabort: reject }));
    base.close();
    return request.result;
  } catch {
    return undefined; // a private window: the files are to be dropped again on the page that takes them
  }
}

/** Leave *files* for the page at *path*. */
export const leaveFiles = (path, files) => ask((store) => store.put(files, path));

/** The files that were left for the page at *path*, once. */
export async function fetchFiles(path) {
  const files = await ask((store) => store.get(path));
  if (files?.length) await ask((store) => store.delete(path));
  return files ?? [];
}
